package vesper.stress.litmus.model;

import java.util.Locale;
import java.util.TreeSet;

/** Writes a picture as SVG that needs no other file: one column a hart, program order downwards. */
final class SvgWriter {
    private static final int BOX_WIDTH = 190;
    private static final int BOX_HEIGHT = 42;
    private static final int COLUMN = 350;
    private static final int ROW = 100;
    private static final int MARGIN = 180;
    private static final int LINE = 18;

    /** How far the curve of an arrow bulges that passes by boxes of its column. */
    private static final int BULGE = 70;

    private final Picture picture;
    private final StringBuilder out = new StringBuilder();

    private SvgWriter(Picture picture) {
        this.picture = picture;
    }

    static String write(Picture picture) {
        return new SvgWriter(picture).write();
    }

    private String write() {
        int rows = picture.boxes().stream().mapToInt(Picture.Box::row).max().orElse(0) + 1;
        int width = Math.max(2 * MARGIN + (picture.harts() - 1) * COLUMN + BOX_WIDTH, 640);
        int height = top() + rows * ROW;
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
                .formatted(width, height, width, height));
        out.append(" font-family=\"monospace\" font-size=\"13\">\n");
        out.append("<rect width=\"%d\" height=\"%d\" fill=\"white\"/>\n".formatted(width, height));
        markers();
        for (int i = 0; i < picture.title().size(); i++) {
            text(width / 2, (i + 1) * LINE, picture.title().get(i), i == 0 ? "black" : "#424242", i == 0);
        }
        for (int hart = 0; hart < picture.harts(); hart++) {
            text(columnCentre(hart), top() - LINE, "hart " + hart, "black", true);
        }
        picture.arrows().forEach(this::line);
        picture.boxes().forEach(this::box);
        picture.arrows().forEach(this::label);
        return out.append("</svg>\n").toString();
    }

    private int top() {
        return (picture.title().size() + 3) * LINE;
    }

    private static int columnCentre(int hart) {
        return MARGIN + hart * COLUMN + BOX_WIDTH / 2;
    }

    private int x(Picture.Box box) {
        return box.hart() >= 0 ? columnCentre(box.hart()) : (columnCentre(0) + columnCentre(picture.harts() - 1)) / 2;
    }

    private int y(Picture.Box box) {
        return top() + box.row() * ROW + BOX_HEIGHT / 2;
    }

    private void markers() {
        out.append("<defs>\n");
        for (String colour : new TreeSet<>(
                picture.arrows().stream().map(Picture.Arrow::colour).toList())) {
            out.append("<marker id=\"arrow%s\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"9\""
                    .formatted(colour.substring(1)));
            out.append(" markerHeight=\"9\" markerUnits=\"userSpaceOnUse\" orient=\"auto\">");
            out.append("<path d=\"M0 0 L10 5 L0 10 z\" fill=\"%s\"/></marker>\n".formatted(colour));
        }
        out.append("</defs>\n");
    }

    private void box(Picture.Box box) {
        int left = x(box) - BOX_WIDTH / 2;
        int upper = y(box) - BOX_HEIGHT / 2;
        out.append("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"4\" fill=\"#fafafa\" stroke=\"#424242\"/>\n"
                .formatted(left, upper, BOX_WIDTH, BOX_HEIGHT));
        if (box.instruction().isEmpty()) {
            text(x(box), y(box) + 5, box.effect(), "black", true);
        } else {
            text(x(box), y(box) - 4, box.effect(), "black", true);
            text(x(box), y(box) + 13, box.instruction(), "#424242", false);
        }
    }

    private void line(Picture.Arrow arrow) {
        Curve curve = curve(arrow);
        String weight = arrow.inCycle() ? "stroke-width=\"2.5\"" : "stroke-width=\"1\" stroke-dasharray=\"5 3\"";
        out.append("<path d=\"%s\" fill=\"none\" stroke=\"%s\" %s marker-end=\"url(#arrow%s)\"/>\n"
                .formatted(curve.path(), arrow.colour(), weight, arrow.colour().substring(1)));
    }

    private void label(Picture.Arrow arrow) {
        if (arrow.label().isEmpty()) {
            return;
        }
        Curve curve = curve(arrow);
        // Of lines between columns nearer to the tail, where those that cross are still apart.
        double at = curve.isSlanted() ? 0.3 : 0.5;
        int x = (int) Math.round(curve.x(at));
        int y = (int) Math.round(curve.y(at));
        int width = arrow.label().length() * 8 + 4;
        out.append("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"16\" fill=\"white\" fill-opacity=\"0.9\"/>\n"
                .formatted(x - width / 2, y - 8, width));
        text(x, y + 4, arrow.label(), arrow.colour(), arrow.inCycle());
    }

    /** Within a column from edge to edge, or past other boxes in a curve; else from side to side. */
    private Curve curve(Picture.Arrow arrow) {
        Picture.Box from = picture.boxes().get(arrow.from());
        Picture.Box to = picture.boxes().get(arrow.to());
        int half = BOX_HEIGHT / 2;
        int step = to.row() - from.row();
        if (from.hart() < 0 || to.hart() < 0) {
            int down = Integer.signum(step) * half;
            return Curve.straight(x(from), y(from) + down, x(to), y(to) - down);
        }
        if (from.hart() != to.hart()) {
            int out = to.hart() > from.hart() ? BOX_WIDTH / 2 : -BOX_WIDTH / 2;
            return Curve.straight(x(from) + out, y(from) - 6, x(to) - out, y(to) + 6);
        }
        if (Math.abs(step) == 1) {
            int down = step * half;
            int aside = arrow.label().isEmpty() ? 0 : arrow.inCycle() ? -BOX_WIDTH / 4 : BOX_WIDTH / 4;
            return Curve.straight(x(from) + aside, y(from) + down, x(to) + aside, y(to) - down);
        }
        int outwards = 2 * from.hart() < picture.harts() - 1 ? -1 : 1;
        int side = x(from) + outwards * BOX_WIDTH / 2;
        return new Curve(side, y(from), side + outwards * BULGE * 2, (y(from) + y(to)) / 2.0, side, y(to));
    }

    /** A quadratic Bézier curve. */
    private record Curve(double x0, double y0, double x1, double y1, double x2, double y2) {
        static Curve straight(int x0, int y0, int x2, int y2) {
            return new Curve(x0, y0, (x0 + x2) / 2.0, (y0 + y2) / 2.0, x2, y2);
        }

        boolean isSlanted() {
            return x0 != x2;
        }

        double x(double t) {
            return (1 - t) * (1 - t) * x0 + 2 * t * (1 - t) * x1 + t * t * x2;
        }

        double y(double t) {
            return (1 - t) * (1 - t) * y0 + 2 * t * (1 - t) * y1 + t * t * y2;
        }

        String path() {
            return String.format(Locale.ROOT, "M%.0f %.0f Q%.0f %.0f %.0f %.0f", x0, y0, x1, y1, x2, y2);
        }
    }

    private void text(int x, int y, String text, String colour, boolean bold) {
        out.append("<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" fill=\"%s\"%s>%s</text>\n"
                .formatted(x, y, colour, bold ? " font-weight=\"bold\"" : "", escaped(text)));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
