"""Makes assets/fonts from the published families: `python packaging/fonts.py INTER NOTO CJK EMOJI`.

INTER is the unpacked npm package inter-ui 4.1.1; NOTO holds the TTFs of Debian's fonts-noto-core and fonts-noto-extra
(2020-12-25); CJK the TTCs of fonts-noto-cjk-extra (2022-01-27); EMOJI is the npm package @expo-google-fonts/noto-emoji.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

OUT = Path(__file__).resolve().parent.parent / "assets" / "fonts"
INTER = ("web/Inter-Regular", "web/Inter-Medium", "web/Inter-SemiBold", "display/InterDisplay-SemiBold")
NOTO = ("Arabic", "Hebrew", "Devanagari", "Thai")
INTER_FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "calt", "tnum", "case"]
NOT_TABULAR = {"hyphen", "period"}
CJK_FEATURES = ["ccmp", "locl", "ljmo", "vjmo", "tjmo"]
CJK = {"JP": (0, "euc_jp"), "KR": (1, "euc_kr"), "SC": (2, "gb2312"), "TC": (3, "big5")}
ASCENT, DESCENT = 1984 / 2048, 494 / 2048  # Inter's, in em
BYTES_OF_TWO = 2
HANGUL = range(0xAC00, 0xD7A4)
CJK_BLOCKS = ((0x2E80, 0x9FFF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF))


def main(inter: Path, noto: Path, cjk: Path, emoji: Path) -> None:
    """Write every file anew."""
    OUT.mkdir(parents=True, exist_ok=True)
    for name in INTER:
        font = whole(TTFont(inter / f"{name}.woff2"), INTER_FEATURES)
        figures_alone(font)
        save(font, f"{Path(name).name}.ttf")
    for script in NOTO:
        for weight in ("Regular", "SemiBold"):
            save(whole(TTFont(found(noto, f"NotoSans{script}-{weight}.ttf")), ["*"]), f"NotoSans{script}-{weight}.ttf")
    for region, (index, codec) in CJK.items():
        font = TTFont(found(cjk, "NotoSansCJK-Medium.ttc"), fontNumber=index)
        save(subset(font, sorted(characters(region, codec)), CJK_FEATURES), f"NotoSansCJK{region}-Medium.otf")
    save(whole(TTFont(found(emoji, "NotoEmoji_500Medium.ttf")), ["*"]), "NotoEmoji-Medium.ttf")


def whole(font: TTFont, features: list[str]) -> TTFont:
    """The font with all its characters, without hints and without the features that a panel never asks for."""
    return subset(font, sorted(font.getBestCmap()), features)


def figures_alone(font: TTFont) -> None:
    """Leave hyphens and full stops out of the tabular figures: names and times stand in one line."""
    table = font["GSUB"].table
    features = [one.Feature for one in table.FeatureList.FeatureRecord if one.FeatureTag == "tnum"]
    for index in {index for feature in features for index in feature.LookupListIndex}:
        for part in table.LookupList.Lookup[index].SubTable:
            mapping = getattr(part, "ExtSubTable", part).mapping
            for glyph in NOT_TABULAR & set(mapping):
                del mapping[glyph]


def subset(font: TTFont, unicodes: list[int], features: list[str]) -> TTFont:
    """The font cut down to the given characters."""
    options = Options()
    options.layout_features = features
    options.hinting = False
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.drop_tables += ["VORG", "vhea", "vmtx", "BASE", "STAT"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=unicodes)
    subsetter.subset(font)
    return font


def characters(region: str, codec: str) -> Iterator[int]:
    """What the national standard holds of the East Asian blocks; for Korean every modern syllable."""
    for first, last in CJK_BLOCKS:
        for code in range(first, last + 1):
            if (region == "KR" and code in HANGUL) or encodes(chr(code), codec):
                yield code
    yield 0x20


def encodes(character: str, codec: str) -> bool:
    """Whether the standard has the character; two bytes, as three are a supplement."""
    try:
        return len(character.encode(codec)) == BYTES_OF_TWO
    except UnicodeEncodeError:
        return False


def found(folder: Path, name: str) -> Path:
    """The file of that name somewhere under the folder."""
    return next(folder.rglob(name))


def save(font: TTFont, name: str) -> None:
    """Write one file, always with the same bytes, and with Inter's line: a name in another script moves nothing."""
    ascent, descent = (round(part * font["head"].unitsPerEm) for part in (ASCENT, DESCENT))
    font["hhea"].ascent, font["hhea"].descent, font["hhea"].lineGap = ascent, -descent, 0
    metrics = font["OS/2"]
    metrics.sTypoAscender, metrics.sTypoDescender, metrics.sTypoLineGap = ascent, -descent, 0
    metrics.usWinAscent, metrics.usWinDescent = ascent, descent
    font.flavor = None
    font.recalcTimestamp = False
    font.save(OUT / name)
    sys.stdout.write(f"{name} {(OUT / name).stat().st_size}\n")


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:5]))
