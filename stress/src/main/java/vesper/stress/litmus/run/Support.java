package vesper.stress.litmus.run;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import vesper.isa.Format;
import vesper.isa.Instruction;
import vesper.isa.Operand;
import vesper.stress.litmus.test.Line;
import vesper.stress.litmus.test.LitmusTest;
import vesper.stress.litmus.test.Location;
import vesper.stress.litmus.test.Observed;
import vesper.stress.litmus.test.Repertoire;
import vesper.stress.litmus.test.Step;
import vesper.stress.litmus.test.ThreadCode;
import vesper.stress.litmus.test.Value;

/** What of a test can be told without running it. */
final class Support {
    /** One bit of a long says of each observed name whether it holds an address. */
    static final int MAX_OBSERVED = 63;

    private Support() {}

    /** Refuses what this machine can't run. */
    static void check(LitmusTest test, int harts) throws RunFailure {
        Optional<String> unknown = test.unsupported();
        if (unknown.isPresent()) {
            throw RunFailure.unsupported("instruction " + unknown.get());
        }
        for (ThreadCode thread : test.threads()) {
            for (Line line : thread.lines()) {
                check(line);
            }
        }
        if (test.threads().size() > harts) {
            throw RunFailure.unsupported("%d threads, on a machine of %d harts"
                    .formatted(test.threads().size(), harts));
        }
        if (test.observed().size() > MAX_OBSERVED) {
            throw RunFailure.unsupported(
                    "%d observed names, more than %d".formatted(test.observed().size(), MAX_OBSERVED));
        }
        for (Observed name : test.observed()) {
            if (name instanceof Observed.Register register
                    && register.hart() >= test.threads().size()) {
                throw RunFailure.unsupported(name + " of a thread that is not there");
            }
        }
        for (Location location : test.init().locations().values()) {
            if (Cells.stride(location) > CellPool.AREA) {
                throw RunFailure.unsupported("%s is longer than %d bytes".formatted(location.name(), CellPool.AREA));
            }
        }
    }

    private static void check(Line line) throws RunFailure {
        for (Step step : line.steps()) {
            boolean known = step.target().isPresent() || Instruction.decode(step.word()) != null;
            if (!known || !Repertoire.has(step.row())) {
                String mnemonic = line.text().strip().split("\\s", 2)[0].toLowerCase(Locale.ROOT);
                throw RunFailure.unsupported("instruction " + mnemonic);
            }
        }
    }

    /** The locations where a hart may make a reservation: those that an LR's register starts with, or else all. */
    static Set<String> reserved(LitmusTest test) {
        Set<String> names = new HashSet<>();
        for (ThreadCode thread : test.threads()) {
            for (Step step : thread.steps()) {
                if (!reserves(step)) {
                    continue;
                }
                int base = (int) step.operand(Operand.BASE);
                if (isWritten(thread.steps(), base)) {
                    return test.init().locations().keySet();
                }
                if (test.init().register(thread.number(), base) instanceof Value.Address address) {
                    names.add(address.location());
                }
            }
        }
        return names;
    }

    /** A pair of doublewords is reserved as by LR, since the host has no atomic access of that width. */
    private static boolean reserves(Step step) {
        return step.row().format() == Format.R_LR || step.accessBytes() > Long.BYTES;
    }

    private static boolean isWritten(List<Step> steps, int register) {
        return steps.stream().anyMatch(step -> step.has(Operand.RD) && step.operand(Operand.RD) == register);
    }
}
