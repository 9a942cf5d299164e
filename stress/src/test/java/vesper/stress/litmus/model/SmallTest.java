package vesper.stress.litmus.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import vesper.stress.litmus.test.LitmusTest;

/**
 * A random test of up to six memory operations without loops, and beside its text what {@link Definition} needs to know
 * of it: so the two share nothing but this.
 *
 * @param accesses of all harts, hart by hart in program order
 * @param fences of all harts
 */
record SmallTest(LitmusTest test, List<Access> accesses, List<Barrier> fences) {
    enum Form {
        LOAD,
        STORE,
        AMO_SWAP,
        AMO_MAXU,
        LR,
        SC
    }

    /**
     * A load, store or atomic instruction.
     *
     * @param position in its hart, counting fences too
     * @param address 0 to 7 in x, 8 to 15 in y
     * @param copied index of the access whose register is stored, or -1: then {@code constant} is
     * @param addressFrom indices of the accesses that it has an address dependency on, if those that are SCs succeed
     * @param pair index of the LR of an SC, or -1
     */
    record Access(
            int hart,
            int position,
            Form form,
            int address,
            int bytes,
            boolean acquire,
            boolean release,
            int copied,
            long constant,
            List<Integer> addressFrom,
            List<Integer> dataFrom,
            List<Integer> controlFrom,
            int pair,
            int register) {
        boolean loads() {
            return form != Form.STORE && form != Form.SC;
        }

        boolean stores() {
            return form != Form.LOAD && form != Form.LR;
        }
    }

    /** {@code from} and {@code to} have the letters r and w. */
    record Barrier(int hart, int position, String from, String to, boolean tso) {}

    static SmallTest random(long seed) {
        return new Writer(new Random(seed)).write();
    }

    /** Writes text and description side by side. */
    private static final class Writer {
        private static final int MOST = 6;
        private static final int FIRST_RESULT = 10;
        private static final int FIRST_SCRATCH = 18;
        private static final List<Form> FORMS = List.of(
                Form.LOAD,
                Form.LOAD,
                Form.LOAD,
                Form.STORE,
                Form.STORE,
                Form.STORE,
                Form.AMO_SWAP,
                Form.AMO_MAXU,
                Form.LR,
                Form.SC);
        private static final List<String> SETS = List.of("r", "w", "rw");

        private final Random random;
        private final List<Access> accesses = new ArrayList<>();
        private final List<Barrier> fences = new ArrayList<>();
        private final StringBuilder init = new StringBuilder("int64_t x=0; int64_t y=0; ");
        private final TreeSet<String> names = new TreeSet<>(List.of("x", "y"));
        private long constant = 1;

        // Of the hart that is being written.
        private StringBuilder code = new StringBuilder();
        private int position;
        private int scratch;
        private int first;
        private int labels;
        private int reserved;
        private List<Integer> control = List.of();

        Writer(Random random) {
            this.random = random;
        }

        SmallTest write() {
            int harts = 2 + random.nextInt(2);
            List<String> threads = new ArrayList<>();
            for (int hart = 0; hart < harts; hart++) {
                init.append("%1$d:x6=x; %1$d:x7=x+4; %1$d:x8=y; %1$d:x9=y+4; ".formatted(hart));
                threads.add(thread(hart, MOST / harts));
            }
            List<String> atoms = names.stream().map(name -> name + "=0").toList();
            LitmusTest test =
                    Tests.withInit(init.toString(), String.join(" /\\ ", atoms), threads.toArray(String[]::new));
            return new SmallTest(test, List.copyOf(accesses), List.copyOf(fences));
        }

        private String thread(int hart, int most) {
            code = new StringBuilder();
            position = 0;
            scratch = FIRST_SCRATCH;
            first = accesses.size();
            reserved = -1;
            control = List.of();
            int count = most - random.nextInt(2);
            while (accesses.size() - first < count && accesses.size() < MOST) {
                if (random.nextInt(4) == 0) {
                    fence(hart);
                }
                access(hart);
            }
            return code.toString();
        }

        private void line(String instruction) {
            code.append(code.isEmpty() ? "" : ";").append(instruction);
        }

        private void fence(int hart) {
            boolean tso = random.nextInt(5) == 0;
            String from = tso ? "rw" : SETS.get(random.nextInt(3));
            String to = tso ? "rw" : SETS.get(random.nextInt(3));
            line(tso ? "fence.tso" : "fence " + from + "," + to);
            fences.add(new Barrier(hart, position++, from, to, tso));
        }

        /** An access whose register holds a value, or -1. */
        private int earlier() {
            List<Integer> found = new ArrayList<>();
            for (int i = first; i < accesses.size(); i++) {
                if (accesses.get(i).form() != Form.STORE) {
                    found.add(i);
                }
            }
            return found.isEmpty() || random.nextInt(4) == 0 ? -1 : found.get(random.nextInt(found.size()));
        }

        private int register(int access) {
            return accesses.get(access).register();
        }

        private void access(int hart) {
            Form form = FORMS.get(random.nextInt(FORMS.size()));
            int bytes = random.nextBoolean() ? 4 : 8;
            int address = 8 * random.nextInt(2) + (bytes == 4 && random.nextInt(4) == 0 ? 4 : 0);
            int branchOn = random.nextInt(4) == 0 ? earlier() : -1;
            if (branchOn >= 0) {
                line("bne x%1$d,x0,L%2$d%3$d;L%2$d%3$d:".formatted(register(branchOn), hart, labels++));
                control = new ArrayList<>(control);
                control.add(branchOn);
            }
            int addressFrom = random.nextInt(3) == 0 ? earlier() : -1;
            int base = base(address, addressFrom);
            int dataFrom = form == Form.LOAD || form == Form.LR ? -1 : earlier();
            boolean copy = dataFrom >= 0 && random.nextBoolean() && form != Form.AMO_MAXU;
            int value = form == Form.LOAD || form == Form.LR ? 0 : copy ? register(dataFrom) : constant(dataFrom);
            int result = FIRST_RESULT + accesses.size() - first;
            boolean aq = random.nextInt(4) == 0;
            boolean rl = random.nextInt(4) == 0;
            line(instruction(form, bytes, aq, rl, result, value, base));
            if (form != Form.STORE) {
                names.add(hart + ":x" + result);
            }
            accesses.add(new Access(
                    hart,
                    position++,
                    form,
                    address,
                    bytes,
                    acquires(form, aq, rl),
                    releases(form, aq, rl),
                    copy ? dataFrom : -1,
                    constant - 1,
                    addressFrom < 0 ? List.of() : List.of(addressFrom),
                    dataFrom < 0 ? List.of() : List.of(dataFrom),
                    control,
                    form == Form.SC ? reserved : -1,
                    result));
            if (form == Form.LR || form == Form.SC) {
                reserved = form == Form.LR ? accesses.size() - 1 : -1;
            }
        }

        private int base(int address, int from) {
            int base = 6 + address / 4;
            if (from < 0) {
                return base;
            }
            line("xor x%1$d,x%2$d,x%2$d".formatted(scratch, register(from)));
            line("add x%d,x%d,x%d".formatted(scratch + 1, base, scratch));
            scratch += 2;
            return scratch - 1;
        }

        private int constant(int from) {
            if (from < 0) {
                line("li x%d,%d".formatted(scratch, constant++));
            } else {
                line("xor x%1$d,x%2$d,x%2$d".formatted(scratch, register(from)));
                line("addi x%1$d,x%1$d,%2$d".formatted(scratch, constant++));
            }
            return scratch++;
        }

        private static String instruction(
                Form form, int bytes, boolean aq, boolean rl, int result, int value, int base) {
            String width = bytes == 4 ? "w" : "d";
            String order = (aq ? ".aq" : "") + (rl ? ".rl" : "");
            return switch (form) {
                case LOAD -> "l%s%s x%d,(x%d)".formatted(width, aq ? order : "", result, base);
                case STORE -> "s%s%s x%d,(x%d)".formatted(width, rl ? order : "", value, base);
                case AMO_SWAP -> "amoswap.%s%s x%d,x%d,(x%d)".formatted(width, order, result, value, base);
                case AMO_MAXU -> "amomaxu.%s%s x%d,x%d,(x%d)".formatted(width, order, result, value, base);
                case LR -> "lr.%s%s x%d,(x%d)".formatted(width, order, result, base);
                case SC -> "sc.%s%s x%d,x%d,(x%d)".formatted(width, order, result, value, base);
            };
        }

        private static boolean acquires(Form form, boolean aq, boolean rl) {
            return aq && (rl || (form != Form.SC && form != Form.STORE));
        }

        private static boolean releases(Form form, boolean aq, boolean rl) {
            return rl && (aq || (form != Form.LR && form != Form.LOAD));
        }
    }
}
