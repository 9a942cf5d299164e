package vesper.stress.litmus.generate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import vesper.stress.litmus.generate.Link.Dependency;
import vesper.stress.litmus.generate.Means.Kind;

/** Writes the code of one thread. */
final class ThreadWriter {
    /** A register that the condition speaks of: the value that it must have, which is as wide as a part. */
    record Expected(int register, long value, Part part) {}

    private static final String X0 = "x0";

    private final Cycle cycle;
    private final Coherence coherence;
    private final IntSupplier labels;
    private final Registers registers;
    private final List<String> lines = new ArrayList<>();
    private final Map<Event, String> results = new LinkedHashMap<>();
    private final List<Expected> expected = new ArrayList<>();

    /**
     * @param labels gives a number for each label of the test
     */
    ThreadWriter(Cycle cycle, Coherence coherence, int thread, IntSupplier labels) {
        this.cycle = cycle;
        this.coherence = coherence;
        this.labels = labels;
        registers = new Registers(thread);
    }

    List<String> lines() {
        return lines;
    }

    Registers registers() {
        return registers;
    }

    List<Expected> expected() {
        return expected;
    }

    /** Loads all of a location again and again. */
    void observe(Coherence.Observer observer) {
        Part all = new Part(coherence.bytes(observer.location()) == Part.LONGEST ? 'd' : 'w', 0);
        for (long content : observer.contents()) {
            String address = x(registers.holding(Event.locationName(observer.location())));
            int register = registers.fresh();
            line("l%c x%d,0(%s)".formatted(all.width(), register, address));
            expected.add(new Expected(register, content, all));
        }
    }

    /** The next access in program order, behind what orders it after the one before. */
    void access(Event event) {
        Optional<Link> link = cycle.edgeInto(event).map(Edge::link);
        if (link.filter(Link.ReadModifyWrite.class::isInstance).isPresent()) {
            return;
        }
        Optional<String> dependency = link.flatMap(each -> dependency(each, event, Dependency.Way.ADDR));
        Optional<String> dataDependency = link.flatMap(each -> dependency(each, event, Dependency.Way.DATA));
        link.ifPresent(each -> order(each, event));
        String base = x(registers.holding(Event.locationName(event.location())));
        String address = dependency.map(zero -> computed("add", base, zero)).orElse(base);
        Edge from = cycle.edgeFrom(event);
        if (from.link() instanceof Link.ReadModifyWrite both) {
            readModifyWrite(both, event, address);
        } else if (event.writes()) {
            String number = x(constant(event));
            write(
                    event,
                    address,
                    dataDependency.map(zero -> computed("add", number, zero)).orElse(number));
        } else {
            read(event, address);
        }
    }

    /** A zero that depends on what the event before has read. */
    private Optional<String> dependency(Link link, Event event, Dependency.Way way) {
        if (!(link instanceof Dependency dependency) || dependency.way() != way) {
            return Optional.empty();
        }
        String read = resultBefore(event);
        return Optional.of(computed("xor", read, read));
    }

    private String resultBefore(Event event) {
        String result = results.get(cycle.events().get(event.index() - 1));
        if (result == null) {
            throw new IllegalStateException("a dependency of " + event + " on what reads nothing");
        }
        return result;
    }

    private void order(Link link, Event event) {
        if (link instanceof Link.Fence fence) {
            line(instruction(fence));
        } else if (link instanceof Dependency dependency && dependency.isControl()) {
            branch(event);
            if (dependency.way() == Dependency.Way.CTRL_FENCE_I) {
                line("fence.i");
            }
        }
    }

    private static String instruction(Link.Fence fence) {
        boolean sets = fence.sets().contains(".");
        return sets ? "fence " + fence.sets().replace('.', ',') : "fence." + fence.sets();
    }

    private void branch(Event event) {
        String label = "LC%02d".formatted(labels.getAsInt());
        line("bne %s,%s,%s".formatted(resultBefore(event), X0, label));
        line("%s:".formatted(label));
    }

    private void read(Event event, String address) {
        Means means = event.access().means();
        int register = registers.fresh();
        switch (means.kind()) {
            case PLAIN -> plain("l", event, x(register), address);
            case AMO -> amo("amoor", means.order(), event.part(), x(register), X0, address);
            case PAIR -> pair(event, register, x(register), address);
        }
        results.put(event, x(register));
        if (isConstrained(event)) {
            expected.add(new Expected(register, coherence.value(event), event.part()));
        }
    }

    /** Whether the cycle says what a read sees; program order around it does not. */
    private boolean isConstrained(Event read) {
        int before = Math.floorMod(read.index() - 1, cycle.edges().size());
        return cycle.communication(before).isPresent()
                || cycle.communication(read.index()).isPresent();
    }

    private void write(Event event, String address, String number) {
        Means means = event.access().means();
        if (means.kind() == Kind.PLAIN) {
            plain("s", event, number, address);
            return;
        }
        int old = registers.fresh();
        if (means.kind() == Kind.AMO) {
            amo("amoswap", means.order(), event.part(), x(old), number, address);
        } else {
            pair(event, old, number, address);
        }
        expected.add(new Expected(old, coherence.valueBefore(event), event.part()));
    }

    private void readModifyWrite(Link.ReadModifyWrite both, Event read, String address) {
        Event write = cycle.target(read.index());
        Order first = read.access().means().order();
        Order second = write.access().means().order();
        String number = x(constant(write));
        int old = registers.fresh();
        if (both.amo()) {
            Order order = Order.of(first.aq() || second.aq(), first.rl() || second.rl());
            amo("amoswap", order, read.part(), x(old), number, address);
        } else {
            pair(first, second, read.part(), old, number, address);
        }
        results.put(read, x(old));
        expected.add(new Expected(old, coherence.value(read), read.part()));
    }

    private void plain(String verb, Event event, String register, String address) {
        Part part = event.part();
        Order order = event.access().means().order();
        if (order == Order.NONE) {
            line("%s%c %s,%d(%s)".formatted(verb, part.width(), register, part.offset(), address));
        } else {
            line("%s%c%s %s,0(%s)".formatted(verb, part.width(), zalasr(order), register, at(part, address)));
        }
    }

    /** Zalasr spells both bits as one suffix. */
    private static String zalasr(Order order) {
        return order == Order.AQ_RL ? ".aqrl" : order.suffix();
    }

    private void amo(String verb, Order order, Part part, String old, String number, String address) {
        line("%s.%c%s %s,%s,(%s)".formatted(verb, part.width(), order.suffix(), old, number, at(part, address)));
    }

    private void pair(Event event, int old, String number, String address) {
        Means means = event.access().means();
        pair(means.order(), means.second(), event.part(), old, number, address);
    }

    private void pair(Order first, Order second, Part part, int old, String number, String address) {
        String place = at(part, address);
        int failed = registers.fresh();
        line("lr.%c%s x%d,0(%s)".formatted(part.width(), first.suffix(), old, place));
        line("sc.%c%s x%d,%s,0(%s)".formatted(part.width(), second.suffix(), failed, number, place));
        expected.add(new Expected(failed, 0, Part.WORD));
    }

    /** Atomic instructions and Zalasr's have no offset. */
    private String at(Part part, String address) {
        return part.offset() == 0 ? address : computed("addi", address, Integer.toString(part.offset()));
    }

    private int constant(Event write) {
        return registers.holding(TestWriter.number(coherence.value(write)));
    }

    /** A new register, and the instruction that fills it. */
    private String computed(String mnemonic, String first, String second) {
        String register = x(registers.fresh());
        line("%s %s,%s,%s".formatted(mnemonic, register, first, second));
        return register;
    }

    private void line(String line) {
        lines.add(line);
    }

    private static String x(int register) {
        return "x" + register;
    }
}
