package vesper.stress.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Ratios as a picture: a bar for each from 1 to its median, on a logarithmic scale, with a line from the least to the
 * most. Bars to the right of 1 are green: ours is faster.
 */
public final class BarChart {
    private record Bar(String label, Spread ratio) {}

    private static final int ROW = 18;
    private static final int LABELS = 230;
    private static final int SCALE = 560;
    private static final int FIGURES = 150;
    private static final int TOP = 60;
    private static final double[] TICKS = {0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200};

    private final String title;
    private final List<Bar> bars = new ArrayList<>();

    public BarChart(String title) {
        this.title = title;
    }

    /** Below those that are there. */
    public void add(String label, Spread ratio) {
        bars.add(new Bar(label, ratio));
    }

    /** The SVG document. */
    public String svg() {
        double least = bars.stream().mapToDouble(bar -> bar.ratio.least()).min().orElse(1);
        double most = bars.stream().mapToDouble(bar -> bar.ratio.most()).max().orElse(1);
        double from = Math.log(Math.max(TICKS[0], Math.min(0.5, least / 1.1)));
        double to = Math.log(Math.min(TICKS[TICKS.length - 1], Math.max(2, most * 1.1)));
        int width = LABELS + SCALE + FIGURES;
        int height = TOP + ROW * bars.size() + ROW;
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                                + " font-family=\"sans-serif\" font-size=\"12\">",
                        width,
                        height,
                        width,
                        height))
                .append('\n');
        svg.append(String.format(Locale.ROOT, "<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", width, height))
                .append('\n');
        svg.append(String.format(
                        Locale.ROOT,
                        "<text x=\"8\" y=\"20\" font-size=\"15\" fill=\"#222222\">%s</text>",
                        Markup.escaped(title)))
                .append('\n');
        for (double tick : TICKS) {
            if (Math.log(tick) >= from && Math.log(tick) <= to) {
                tick(svg, tick, x(tick, from, to), height);
            }
        }
        for (int i = 0; i < bars.size(); i++) {
            bar(svg, bars.get(i), TOP + ROW * i, from, to);
        }
        return svg.append("</svg>\n").toString();
    }

    /** Where a ratio lies; what is off the scale lies at its end. */
    private static double x(double ratio, double from, double to) {
        double at = Math.clamp(Math.log(ratio), from, to);
        return LABELS + SCALE * (at - from) / (to - from);
    }

    private static void tick(StringBuilder svg, double tick, double x, int height) {
        svg.append(String.format(
                        Locale.ROOT,
                        "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"%s\"/>",
                        x,
                        TOP - 8,
                        x,
                        height - ROW / 2,
                        tick == 1 ? "#222222" : "#dddddd"))
                .append('\n');
        svg.append(String.format(
                        Locale.ROOT,
                        "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\" fill=\"#222222\">%s</text>",
                        x,
                        TOP - 14,
                        tick < 1 ? Double.toString(tick) : Long.toString((long) tick)))
                .append('\n');
    }

    private static void bar(StringBuilder svg, Bar bar, int y, double from, double to) {
        double one = x(1, from, to);
        double median = x(bar.ratio.median(), from, to);
        int middle = y + ROW / 2;
        svg.append(String.format(
                        Locale.ROOT,
                        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" fill=\"#222222\">%s</text>",
                        LABELS - 8,
                        middle + 4,
                        Markup.escaped(bar.label)))
                .append('\n');
        svg.append(String.format(
                        Locale.ROOT,
                        "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>",
                        Math.min(one, median),
                        y + 3,
                        Math.abs(median - one),
                        ROW - 6,
                        bar.ratio.median() >= 1 ? "#3a923a" : "#c03d3e"))
                .append('\n');
        svg.append(String.format(
                        Locale.ROOT,
                        "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#222222\" stroke-width=\"1.5\"/>",
                        x(bar.ratio.least(), from, to),
                        middle,
                        x(bar.ratio.most(), from, to),
                        middle))
                .append('\n');
        svg.append(String.format(
                        Locale.ROOT,
                        "<text x=\"%d\" y=\"%d\" fill=\"#222222\">%s</text>",
                        LABELS + SCALE + 8,
                        middle + 4,
                        Markup.escaped(bar.ratio.toString())))
                .append('\n');
    }
}
