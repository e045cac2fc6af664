"""Makes `TongbaoSans.otf` from Noto Sans CJK SC: `python make_font.py NotoSansCJK-Regular.ttc` (needs fonttools)."""
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection

PRINTED = "".join(map(chr, range(0x20, 0x7F)))
HANZI = "".join(
    bytes((first, second)).decode("gbk", "ignore") for first in range(0x81, 0xFF) for second in range(0x40, 0xFF)
)
NAME = "Tongbao Sans"  # its own, so that no other font of the machine is taken for it

font = next(each for each in TTCollection(sys.argv[1]).fonts if each["name"].getDebugName(1) == "Noto Sans CJK SC")
options = subset.Options()
options.layout_features, options.hinting, options.name_IDs = ["kern"], False, [0, 1, 2, 3, 4, 6, 13, 14]
options.recalc_timestamp = False
maker = subset.Subsetter(options)
maker.populate(text=PRINTED + HANZI)
maker.subset(font)
for entry in list(font["name"].names):
    if entry.nameID in (1, 3, 4, 6):
        entry.string = NAME.replace(" ", "") if entry.nameID == 6 else NAME
cff = font["CFF "].cff
cff.fontNames = [NAME.replace(" ", "")]
cff.topDictIndex[0].FullName = cff.topDictIndex[0].FamilyName = NAME
font.recalcTimestamp = False
font.save(Path(__file__).parent / "TongbaoSans.otf")
