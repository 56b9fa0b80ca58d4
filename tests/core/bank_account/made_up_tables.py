"""Modulus tables of our own making, in the published layout; no row in them is a published one.

Sort codes of the known cases (domain reference, 2.2) stand in it with weights that decide them.
"""

WEIGHTS = """\
089990 089999 MOD10    0    0    0    0    0    0    7    1    3    7    1    3    7    1
180000 180010 MOD11    0    0    0    0    0    0    8    7    6    5    4    3    2    1  14
309060 309079 MOD11    0    0    1    2    5    3    6    4    8    7   10    9    3    1   2
309060 309079 MOD11    0    0    0    0    0    0    0    0    0    0    1    1    0    0   9
938060 938069 MOD11    7    6    5    4    3    2    7    6    5    4    3    2    0    0   5
938060 938069 DBLAL    2    1    2    1    2    1    2    1    2    1    2    1    2    0   5
"""
STAND_INS = "938600 938611\n938601 938612\n"
