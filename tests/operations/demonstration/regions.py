"""Codes of ISO 3166-2 that authorities of the demonstration network may bear, by country, as of the end of 2025."""

from __future__ import annotations


def _numbers(first: int, last: int, width: int = 2) -> str:
    """Spell numbers with leading zeros: 01 02 03."""
    return " ".join(f"{number:0{width}}" for number in range(first, last + 1))


_CODES = {
    "AT": _numbers(1, 9, 1),
    "BE": "BRU VLG WAL",
    "BG": _numbers(1, 28),
    "CY": _numbers(1, 6),
    "CZ": "10 20 31 32 41 42 51 52 53 63 64 71 72 80",
    "DE": "BB BE BW BY HB HE HH MV NI NW RP SH SL SN ST TH",
    "DK": _numbers(81, 85),
    "EE": "37 39 45 50 52 56 60 64 68 71 74 79 81 84 87",
    "ES": "AN AR AS CB CE CL CM CN CT EX GA IB MC MD ML NC PV RI VC",
    "FI": _numbers(1, 19),
    "FR": "ARA BFC BRE CVL 20R GES HDF IDF NAQ NOR OCC PAC PDL 971 972 973 974 976",
    "GB": "ENG NIR SCT WLS",
    "GR": "A B C D E F G H I J K L M 69",
    "HR": _numbers(1, 21),
    "HU": "BA BE BK BU BZ CS FE GS HB HE JN KE NO PE SO SZ TO VA VE ZA",
    "IE": "C L M U",
    "IS": _numbers(1, 8, 1),
    "IT": "21 23 25 32 34 36 42 45 52 55 57 62 65 67 72 75 77 78 82 88 BZ TN",
    "LI": _numbers(1, 11),
    "LT": "AL KL KU MR PN SA TA TE UT VL",
    "LU": "CA CL DI EC ES GR LU ME RD RM VD WI",
    "LV": "002 007 011 015 016 022 026 033 041 042 047 050 052 054 056 058 059 062 067 068 073 077 080 087 088 089 091 "
    "094 097 099 101 102 106 111 112 113 DGV JEL JUR LPX REZ RIX VEN",
    "MT": _numbers(1, 68),
    "NL": "DR FL FR GE GR LI NB NH OV UT ZE ZH",
    "NO": "03 11 15 18 31 32 33 34 39 40 42 46 50 55 56",
    "PL": "02 04 06 08 10 12 14 16 18 20 22 24 26 28 30 32",
    "PT": f"{_numbers(1, 18)} 20 30",
    "RO": "AB AG AR B BC BH BN BR BT BV BZ CJ CL CS CT CV DB DJ GJ GL GR HD HR IF IL IS MH MM MS NT OT PH SB SJ SM SV "
    "TL TM TR VL VN VS",
    "SE": "AB AC BD C D E F G H I K M N O S T U W X Y Z",
    "SI": _numbers(1, 213, 3),
    "SK": "BC BL KI NI PV TA TC ZI",
}

REGIONS = {country: frozenset(f"{country}-{code}" for code in codes.split()) for country, codes in _CODES.items()}
