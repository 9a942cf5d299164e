package vesper.stress.bench.program.script;

import vesper.metal.Entry;
import vesper.stress.bench.program.Apart;

/** A round compiles one of five texts, runs it, makes its bytecode better, and runs that: both must print the same. */
public final class Scripting extends Apart {
    private static final Scripting[] HARTS = {new Scripting(), new Scripting(), new Scripting(), new Scripting()};

    private final Code code = new Code(1024);
    private final Code better = new Code(1024);
    private final Compiler compiler = new Compiler(code);
    private final Peephole peephole = new Peephole(better);
    private final Machine machine = new Machine();

    private Scripting() {}

    @Entry("fill")
    static void fill(long hart) {
        HARTS[(int) hart].code.length = 0;
    }

    @Entry("lap")
    static long lap(long rounds, long hart) {
        long sum = 0;
        for (long i = 0; i < rounds; i++) {
            sum = sum * 31 + HARTS[(int) hart].round((int) (i % Scripts.ALL.length));
        }
        return sum;
    }

    private long round(int number) {
        compiler.compile(Scripts.ALL[number]);
        long printed = machine.run(code);
        long steps = machine.steps();
        peephole.improve(code);
        if (machine.run(better) != printed || machine.steps() > steps || better.length > code.length) {
            throw new IllegalStateException("the better code is not as good");
        }
        return printed * 31 + steps + machine.steps() * 7 + better.length;
    }
}
