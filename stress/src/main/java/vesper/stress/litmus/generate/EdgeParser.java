package vesper.stress.litmus.generate;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the words of cycles. */
final class EdgeParser {
    private static final String EXPECTED = "expected an edge such as Rfe, Fre, Coe, Rfi, PodWR, PosRR, Fence.rw.wdRW,"
            + " Fence.tsodWW, DpAddrdR, DpDatadW, DpCtrldW, DpCtrlFenceIdR, Amo or LxSx";

    private static final Pattern COMMUNICATION = Pattern.compile("(Rf|Fr|Co|Ws)([ei])(.*)");
    private static final Pattern PO = Pattern.compile("Po([sd])([RW])([RW])(.*)");
    private static final Pattern FENCE =
            Pattern.compile("Fence\\.((?:i?o?r?w?)\\.(?:i?o?r?w?)|tso|i)([sd])([RW])([RW])(.*)");
    private static final Pattern DEPENDENCY = Pattern.compile("Dp(Addr|Data|CtrlFenceI|Ctrl)([sd])([RW])(.*)");
    private static final Pattern READ_MODIFY_WRITE = Pattern.compile("(Amo|Rmw|LxSx)(.*)");
    private static final Pattern ANNOTATIONS = Pattern.compile("(%1$s)(?=.)(%1$s)".formatted(Annotation.PATTERN));

    private EdgeParser() {}

    static Edge parse(String word) {
        Matcher match = COMMUNICATION.matcher(word);
        if (match.matches()) {
            return communication(word, match);
        }
        match = PO.matcher(word);
        if (match.matches()) {
            return edge(word, new Link.Po(same(match.group(1))), match.group(2), match.group(3), match.group(4));
        }
        match = FENCE.matcher(word);
        if (match.matches()) {
            Link link = fence(word, match.group(1), same(match.group(2)));
            return edge(word, link, match.group(3), match.group(4), match.group(5));
        }
        match = DEPENDENCY.matcher(word);
        if (match.matches()) {
            return dependency(word, match);
        }
        match = READ_MODIFY_WRITE.matcher(word);
        if (match.matches()) {
            boolean amo = !match.group(1).equals("LxSx");
            return edge(word, new Link.ReadModifyWrite(amo), "R", "W", match.group(2));
        }
        throw new IllegalArgumentException("unknown edge '" + word + "': " + EXPECTED);
    }

    private static boolean same(String place) {
        return place.equals("s");
    }

    private static Edge communication(String word, Matcher match) {
        // Ws, for "write serialisation", is what older versions of diy call Co.
        String name = match.group(1).equals("Ws") ? "Co" : match.group(1);
        Link.Communication.Kind kind = Arrays.stream(Link.Communication.Kind.values())
                .filter(each -> each.word().equals(name))
                .findAny()
                .orElseThrow();
        Link link = new Link.Communication(kind, match.group(2).equals("i"));
        return edge(word, link, kind.from().name(), kind.to().name(), match.group(3));
    }

    private static Link fence(String word, String sets, boolean same) {
        if (sets.startsWith(".") || sets.endsWith(".")) {
            throw new IllegalArgumentException(
                    "'" + word + "': expected letters of iorw, in this order, on both sides of a fence");
        }
        return new Link.Fence(sets, same);
    }

    private static Edge dependency(String word, Matcher match) {
        Link.Dependency.Way way = Arrays.stream(Link.Dependency.Way.values())
                .filter(each -> each.word().equals(match.group(1)))
                .findAny()
                .orElseThrow();
        if (way == Link.Dependency.Way.DATA && match.group(3).equals("R")) {
            throw new IllegalArgumentException("'" + word + "': expected a write behind a data dependency");
        }
        Link link = new Link.Dependency(way, same(match.group(2)));
        return edge(word, link, "R", match.group(3), match.group(4));
    }

    private static Edge edge(String word, Link link, String from, String to, String annotations) {
        Edge bare = new Edge(link, Direction.valueOf(from), Direction.valueOf(to), Annotation.NONE, Annotation.NONE);
        if (annotations.isEmpty()) {
            return bare;
        }
        Matcher match = ANNOTATIONS.matcher(annotations);
        if (!match.matches() || match.group(1).isEmpty()) {
            throw new IllegalArgumentException("'" + word + "': expected two annotations behind " + bare
                    + ", each P, Aq, Rl, AR, X, Amo or the like, or bytes such as h2, not '" + annotations + "'");
        }
        try {
            return bare.with(Annotation.parse(match.group(1)), Annotation.parse(match.group(2)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + word + "': " + e.getMessage(), e);
        }
    }
}
