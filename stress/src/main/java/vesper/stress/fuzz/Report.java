package vesper.stress.fuzz;

import java.util.List;
import vesper.isa.Csrs;
import vesper.isa.Disassembler;
import vesper.isa.FRegister;
import vesper.isa.Register;
import vesper.stress.Engine;

/** A mismatch in words: what ran, from what, and what each machine made of it. */
final class Report {
    private static final String[] MODES = {"U", "S", "reserved", "M"};

    private Report() {}

    /** @param who the referee's name */
    static String of(
            FuzzCase each, Engine engine, List<Difference> differences, Outcome ours, String who, Outcome theirs) {
        StringBuilder text = new StringBuilder();
        String again = "fuzz --seed %d --case %d --engine %s".formatted(each.seed(), each.number(), engine);
        text.append("seed %d case %d: %s in %s-mode; again alone: %s%n"
                .formatted(each.seed(), each.number(), each.kind(), MODES[each.privilege()], again));
        instructions(text, each);
        registers(text, each);
        traps(text, "vesper (" + engine + ")", ours);
        traps(text, who, theirs);
        for (Difference difference : differences) {
            text.append("  %-24s vesper 0x%x, %s 0x%x%n"
                    .formatted(difference.name(), difference.ours(), who, difference.theirs()));
        }
        return text.toString();
    }

    private static void instructions(StringBuilder text, FuzzCase each) {
        long pc = each.word(CaseRecord.ENTRY);
        for (int word : each.instructions()) {
            boolean whole = Draft.length(word) == 4;
            String bits = whole ? "%08x".formatted(word) : "    %04x".formatted(word);
            text.append("  0x%x: %s  %s%n".formatted(pc, bits, Disassembler.disassemble(word, pc)));
            pc += Draft.length(word);
        }
    }

    private static void registers(StringBuilder text, FuzzCase each) {
        Line line = new Line(text);
        for (int i = 0; i < CaseRecord.ENVIRONMENT.length; i++) {
            line.value(Csrs.name(CaseRecord.ENVIRONMENT[i]), each.word(CaseRecord.MSTATUS + i));
        }
        line.value("fcsr", each.word(CaseRecord.FCSR));
        if ((each.word(CaseRecord.FLAGS) & CaseRecord.PROTECTION) != 0) {
            line.value("pmpcfg0", each.word(CaseRecord.PMPCFG0));
            line.value("pmpcfg2", each.word(CaseRecord.PMPCFG2));
            for (int i = 6; i < 16; i++) {
                line.value("pmpaddr" + i, each.word(CaseRecord.PMPADDR6 + i - 6));
            }
        }
        if ((each.word(CaseRecord.FLAGS) & CaseRecord.PAGING) != 0) {
            for (int i = 0; i <= CaseRecord.PAGE_PTES + CaseRecord.SUPERPAGE_PTES; i++) {
                line.value("pte" + i, each.word(CaseRecord.PTES + i));
            }
        }
        for (int i = 1; i < 32; i++) {
            line.value(Register.of(i).abiName(), each.word(CaseRecord.X + i));
        }
        for (int i = 0; i < 32; i++) {
            line.value(FRegister.of(i).abiName(), each.word(CaseRecord.F + i));
        }
        line.end();
    }

    private static void traps(StringBuilder text, String who, Outcome outcome) {
        text.append("  ").append(who).append(outcome.finished() ? " finished" : " did not finish");
        text.append(", traps (cause, tval, epc, status):");
        for (int i = 0; i < outcome.trapCount(); i++) {
            text.append(" [%x %x %x %x]"
                    .formatted(outcome.trap(i, 0), outcome.trap(i, 1), outcome.trap(i, 2), outcome.trap(i, 3)));
        }
        text.append(System.lineSeparator());
    }

    /** Four values a line. */
    private static final class Line {
        private final StringBuilder text;
        private int column;

        Line(StringBuilder text) {
            this.text = text;
        }

        void value(String name, long value) {
            text.append(column == 0 ? "  " : " ").append("%s=%x".formatted(name, value));
            column++;
            if (column == 6) {
                end();
            }
        }

        void end() {
            if (column > 0) {
                text.append(System.lineSeparator());
                column = 0;
            }
        }
    }
}
