"""BAI2 is a file of numbered records: file, group, account, detail, continuation, trailers."""
