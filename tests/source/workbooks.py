"""Writes small workbooks cell by cell, so that tests say exactly what stands in them."""

from __future__ import annotations

import io
import zipfile

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><numFmts count="1">'
    '<numFmt numFmtId="170" formatCode="[h]:mm:ss"/></numFmts>'
    '<cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/>'
    '<xf numFmtId="21"/><xf numFmtId="170"/></cellXfs></styleSheet>'
)
DATE, DATE_TIME, TIME, DURATION = 1, 2, 3, 4
"""The styles of a cell: what its number means."""


def number(place, value, style=0):
    return f'<c r="{place}" s="{style}"><v>{value}</v></c>'


def text(place, value):
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{value}</t></is></c>'


def typed(place, kind, value, formula=""):
    wanted = f"<f>{formula}</f>" if formula else ""
    return f'<c r="{place}" t="{kind}">{wanted}<v>{value}</v></c>'


def sheet(*rows):
    """Make a sheet of pairs: the number of a row, and its cells."""
    body = "".join(f'<row r="{row}">{"".join(cells)}</row>' for row, cells in rows)
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{body}</sheetData></worksheet>'


def table(*rows):
    """Make a sheet of texts from its first cell on."""
    return sheet(
        *(
            (number, [text(f"{chr(65 + at)}{number}", value) for at, value in enumerate(row)])
            for number, row in enumerate(rows, start=1)
        )
    )


def workbook(sheets, *, hidden=(), more=()):
    """Make a workbook of sheets by name; ``more`` are further members as name and content."""
    names, links = "", ""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        for number, (name, content) in enumerate(sheets.items(), start=1):
            state = ' state="hidden"' if name in hidden else ""
            names += f'<sheet name="{name}" sheetId="{number}"{state} r:id="rId{number}"/>'
            links += (
                f'<Relationship Id="rId{number}" Type="{_KIND}/worksheet" '
                f'Target="worksheets/sheet{number}.xml"/>'
            )
            archive.writestr(f"xl/worksheets/sheet{number}.xml", content)
        archive.writestr(
            "_rels/.rels",
            f'{_RELATIONS}<Relationship Id="rId1" Type="{_KIND}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_KIND}"><sheets>{names}</sheets></workbook>',
        )
        links += f'<Relationship Id="rId99" Type="{_KIND}/styles" Target="styles.xml"/>'
        archive.writestr("xl/_rels/workbook.xml.rels", f"{_RELATIONS}{links}</Relationships>")
        archive.writestr("xl/styles.xml", _STYLES)
        for name, content in more:
            archive.writestr(name, content)
    return target.getvalue()
