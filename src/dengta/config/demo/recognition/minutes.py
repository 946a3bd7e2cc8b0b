"""The minutes of the demo's representatives' congress: one page that says that it is an example."""

LINES = ("Minutes of the staff representatives' congress (example)", "31 representatives; the draft was settled.")


def _page() -> bytes:
    said = b" ".join(
        b"1 0 0 1 72 %d Tm (%s) Tj" % (760 - 24 * place, line.replace("(", r"\(").replace(")", r"\)").encode())
        for place, line in enumerate(LINES)
    )
    stream = b"BT /F1 12 Tf " + said + b" ET"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    )
    written, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(written))
    return written + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table) + end


MINUTES = _page()
