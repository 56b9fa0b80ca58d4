"""OFX is what banks offer home accounts programs: SGML in version 1, XML in version 2."""
