"""What the screens of requests are made of: their evidence in lines, forms, deciding."""
