"""
The workbooks, as values: what stands on each sheet, and what a returned cell means.

Sheets and columns are declared here once; `dispatch.workbook` writes by the
declaration and `intake.workbook` reads by it. Nothing here opens a file: the
snapshot of what was exported, and the comparison with what came back, are
plain values too.
"""
