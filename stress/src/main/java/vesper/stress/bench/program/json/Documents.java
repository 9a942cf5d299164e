package vesper.stress.bench.program.json;

import vesper.metal.Entry;
import vesper.stress.bench.program.Apart;

/**
 * A round writes an order, parses it, prints it in two ways and parses that, asks it for what paths lead to, encodes it
 * in CBOR and back, and changes it by a patch.
 */
public final class Documents extends Apart {
    private static final byte[][] QUESTIONS = {
        ascii("$.customer.name"),
        ascii("$.items[*].price"),
        ascii("$..name"),
        ascii("$.items[-1].count"),
        ascii("$.items[1:3].name"),
        ascii("$.items[?price>10].count"),
        ascii("$.items[?count<5].price"),
        ascii("$.matrix[1][1][0]"),
        ascii("$.*"),
        ascii("$.tags[0:-1]")
    };
    private static final String[] PATCHES = {
        "{\"customer\":{\"address\":\"here\",\"member\":null},\"paid\":true}",
        "{\"items\":[],\"id\":7}",
        "{\"tags\":null,\"nothing\":null,\"customer\":{\"name\":{\"first\":\"A\"}}}",
        "{\"matrix\":{\"a\":[1.5e2]},\"empty\":{\"b\":0}}"
    };
    private static final String[] WRONG = {
        "{\"a\":[1,2,}", "[1,,2]", "{\"a\" 1}", "[01.5]", "[\"\\x\"]", "[tru]", "{\"a\":\"\\ud800x\"}", "[1] 2"
    };

    private static final Documents[] HARTS = {new Documents(), new Documents(), new Documents(), new Documents()};

    private final Text source = new Text(2048);
    private final Text brief = new Text(2048);
    private final Text wide = new Text(4096);
    private final Text again = new Text(4096);
    private final Tree tree = new Tree();
    private final Parser parser = new Parser(tree);
    private final Printer printer = new Printer(tree, brief);
    private final Paths paths = new Paths(tree);
    private final Cbor cbor = new Cbor(tree, again);
    private final Maker maker = new Maker();
    private long random;

    private Documents() {}

    private static byte[] ascii(String text) {
        byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) text.charAt(i);
        }
        return bytes;
    }

    @Entry("fill")
    static void fill(long hart) {
        HARTS[(int) hart].random = 4;
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
            throw new IllegalStateException("a document has changed");
        }
    }

    private long round(int number) {
        tree.clear();
        random = maker.make(source, random);
        int root = parser.parse(source);
        require(root != Tree.NONE);
        printer.print(root, brief, false);
        long sum = brief.hash();
        printer.print(root, wide, true);
        sum = sum * 31 + wide.hash();
        int copy = parser.parse(wide);
        require(tree.equal(root, copy));
        sum = sum * 31 + paths.ask(root, QUESTIONS[number % QUESTIONS.length]);
        sum = sum * 31 + paths.ask(root, QUESTIONS[(number + 5) % QUESTIONS.length]);
        tree.sortMembers(copy);
        require(tree.equal(copy, root));
        cbor.encode(copy);
        sum = sum * 31 + again.hash();
        require(tree.equal(cbor.decode(), root));
        source.clear();
        source.put(PATCHES[number % PATCHES.length]);
        tree.patch(copy, parser.parse(source));
        printer.print(copy, again, false);
        sum = sum * 31 + again.hash();
        source.clear();
        source.put(WRONG[number % WRONG.length]);
        require(parser.parse(source) == Tree.NONE);
        return sum * 31 + parser.place();
    }
}
