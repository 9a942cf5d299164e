package vesper.stress.bench.program.regex;

import vesper.metal.Entry;
import vesper.stress.bench.program.Apart;

/**
 * A round compiles one of twelve patterns and replaces what it finds in a line, searching in three ways, which must agree.
 */
public final class Searching extends Apart {
    private static final String[] PATTERNS = {
        "(\\d{4})-(\\d\\d)-(\\d\\d)",
        "\\b(\\w+)@([\\w.]+)\\b",
        "(\\d{1,3}\\.){3}\\d{1,3}",
        "^(GET|http://)([^ ?]*)",
        "(a|ab)(c|bcd)?(d*)",
        "\"([^\"]*?)\"",
        "0x[0-9a-fA-F]+?\\b",
        "(?:foo|error|panic)(_[a-z]+)?",
        "(x+x+)+y|zz?",
        "[^\\s]+\\s+(\\S*)$",
        "h(art|tt)+p?|ma.l",
        "(\\w)(\\w*?)(-|\\.)"
    };
    private static final String[] TEMPLATES = {"$3.$2.$1", "<$0>", "\\U$1\\L$2!", "$2$1"};
    private static final String[] WORDS = {"art", "hart", "tar", "error", "ror", "panic", "foo", "a"};
    private static final int LONGEST = 96;
    private static final Searching[] HARTS = {new Searching(), new Searching(), new Searching(), new Searching()};

    private final byte[] text = bytes(LONGEST);
    private final Lines lines = new Lines(text);
    private final Syntax syntax = new Syntax();
    private final Parser parser = new Parser(syntax);
    private final Automaton automaton = new Automaton(syntax);
    private final Threads threads = new Threads(automaton);
    private final Backtracking backtracking = new Backtracking(automaton);
    private final Determined determined = new Determined(automaton);
    private final Literals literals = new Literals();
    private final Template template = new Template();
    private long random;

    private Searching() {}

    @Entry("fill")
    static void fill(long hart) {
        HARTS[(int) hart].random = 8;
    }

    @Entry("lap")
    static long lap(long rounds, long hart) {
        long sum = 0;
        for (long i = 0; i < rounds; i++) {
            sum = sum * 31 + HARTS[(int) hart].round((int) i);
        }
        return sum;
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new IllegalStateException("the ways to search differ");
        }
    }

    private long round(int number) {
        random = lines.write(random);
        int length = lines.length();
        automaton.compile(parser.parse(PATTERNS[number % PATTERNS.length]));
        long sum = automaton.count();
        if (!automaton.hasEdges() && (number & 16) == 0) {
            determined.begin();
            int first = determined.search(text, length, 0);
            require(threads.search(text, length, 0) == first >= 0);
            require(first < 0 || threads.found[0] == first);
            sum = sum * 31 + (number % 4 == 0 ? determined.minimal() : first);
        }
        sum = sum * 31 + replaceAll(TEMPLATES[number % TEMPLATES.length], length);
        if (number % 4 == 1) {
            literals.build(WORDS);
        }
        if (number > 1) {
            sum = sum * 31 + literals.all(text, length);
        }
        return sum * 31 + literals.one(WORDS[number % WORDS.length], text, length);
    }

    private long replaceAll(String form, int length) {
        template.begin();
        int at = 0;
        while (at <= length) {
            boolean found = threads.search(text, length, at);
            require(backtracking.search(text, length, at) == found);
            if (!found) {
                break;
            }
            for (int i = 0; i < Threads.SLOTS; i++) {
                require(threads.found[i] == backtracking.found[i]);
            }
            template.copy(text, at, threads.found[0]);
            template.expand(form, text, threads.found);
            int end = threads.found[1];
            if (end == threads.found[0]) {
                template.copy(text, end, Math.min(end + 1, length));
                end++;
            }
            at = end;
        }
        template.copy(text, Math.min(at, length), length);
        return template.hash();
    }
}
