package vesper.isa;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Assembly language as a Java API. Calls append to the current section; {@link #assemble} places the sections and
 * gives the program.
 *
 * <pre>{@code
 * Assembler a = new Assembler();
 * a.section(".text");
 * a.globl("_start");
 * a.label("_start");
 * a.la(A0, "greeting");
 * a.call("print");
 * a.label("1");
 * a.wfi();
 * a.j("1b");
 * a.section(".rodata");
 * a.label("greeting");
 * a.asciz("hello");
 * Program program = a.assemble(0x8000_0000L);
 * }</pre>
 *
 * <p>For one thread. What is wrong in itself is refused at once, labels out of reach or undefined by {@code assemble},
 * always by an {@link IllegalArgumentException} that names the instruction and the label.
 */
public final class Assembler
        implements PseudoInstructions,
                MultiplyInstructions,
                AtomicInstructions,
                SingleInstructions,
                DoubleInstructions,
                BitInstructions,
                SystemInstructions {
    private static final long PAGE = 4096;
    private static final long SECTION_ALIGNMENT = 16;

    private final Map<String, List<Fragment>> sections = new LinkedHashMap<>();
    private final Set<String> names = new HashSet<>();
    private final Set<String> globals = new HashSet<>();
    private final Map<String, Long> constants = new LinkedHashMap<>();
    private final Map<String, Integer> numberedLabels = new HashMap<>();
    private String entry = "_start";
    private String sectionName = ".text";
    private List<Fragment> current = section(sectionName, new ArrayList<>());
    private boolean rvc;
    private boolean rvcUsed;

    private List<Fragment> section(String name, List<Fragment> fragments) {
        sections.put(name, fragments);
        return fragments;
    }

    // Sections, names and modes.

    /** Goes on at the end of {@code .text}, {@code .rodata}, {@code .data}, {@code .bss} or a part like {@code .text.init}. */
    public void section(String name) {
        Section.Kind.of(name);
        sectionName = name;
        current = sections.computeIfAbsent(name, absent -> new ArrayList<>());
    }

    /** Names the present address. A number may be given again and again, and is referred to by {@code 1b} and {@code 1f}. */
    public void label(String name) {
        if (isNumber(name)) {
            int count = numberedLabels.merge(name, 1, Integer::sum);
            current.add(new Fragment.Label(numberedLabel(name, count)));
        } else {
            define(name);
            current.add(new Fragment.Label(name));
        }
    }

    /** Gives a constant a name, to be used by {@link #constant}, {@link #li(Register, String)} and as data. */
    public void equ(String name, long value) {
        define(name);
        constants.put(name, value);
    }

    private void define(String name) {
        if (name.isEmpty() || isNumber(name.substring(0, 1)) || name.contains("+") || name.contains("-")) {
            throw new IllegalArgumentException("'" + name + "' cannot be a name");
        }
        if (!names.add(name)) {
            throw new IllegalArgumentException("'" + name + "' is defined twice");
        }
    }

    /** The value of a constant that {@link #equ} has defined. */
    public long constant(String name) {
        Long value = constants.get(name);
        if (value == null) {
            throw new IllegalArgumentException("undefined constant '" + name + "'");
        }
        return value;
    }

    /** Makes a label visible to other tools as a global symbol. */
    public void globl(String name) {
        globals.add(name);
    }

    /** Where execution starts: {@code _start} unless told, or the first byte if there is no such label. */
    public void entry(String label) {
        entry = label;
    }

    /** From here on, takes 16-bit encodings where there are any. */
    public void rvc(boolean on) {
        rvc = on;
    }

    // Instructions.

    @Override
    public void emitWord(int word) {
        int half = rvc ? Compressed.compress(word) : 0;
        if (half != 0) {
            rvcUsed = true;
            data(2, half);
        } else {
            data(4, word);
        }
    }

    @Override
    public void branch(Instruction row, Register rs1, Register rs2, String target) {
        rvcUsed |= rvc;
        current.add(new Fragment.Branch(row, rs1, rs2, reference(target), rvc));
    }

    @Override
    public void jal(Register rd, String target) {
        rvcUsed |= rvc;
        current.add(new Fragment.Jump(rd, reference(target), rvc));
    }

    @Override
    public void pcRelative(Instruction second, Register rd, Register base, String target) {
        current.add(new Fragment.PcRelative(second, rd, base, reference(target)));
    }

    /** The constant of this name. */
    public void li(Register rd, String name) {
        li(rd, constant(name));
    }

    // Data.

    /** {@code .byte}: each value signed or unsigned. */
    public void bytes(long... values) {
        values(".byte", 1, values);
    }

    public void bytes(byte[] values) {
        current.add(new Fragment.Data(values.clone()));
    }

    /** {@code .half}: 16 bits each. */
    public void half(long... values) {
        values(".half", 2, values);
    }

    /** {@code .word}: 32 bits each. */
    public void word(long... values) {
        values(".word", 4, values);
    }

    /** {@code .word} of a label or constant. */
    public void word(String expression) {
        current.add(new Fragment.Value(4, reference(expression)));
    }

    /** {@code .dword}: 64 bits each. */
    public void dword(long... values) {
        values(".dword", 8, values);
    }

    /** {@code .dword} of a label or constant. */
    public void dword(String expression) {
        current.add(new Fragment.Value(8, reference(expression)));
    }

    public void ascii(String text) {
        bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The text in UTF-8 and a zero byte. */
    public void asciz(String text) {
        ascii(text);
        bytes(0L);
    }

    /** Pads to a multiple of 2 to the power of {@code log2}, as GNU's {@code .align} does on RISC-V. */
    public void align(int log2) {
        if (log2 < 0 || log2 > 20) {
            throw new IllegalArgumentException(".align " + log2 + ": not 0 to 20");
        }
        current.add(new Fragment.Align(1L << log2, Section.Kind.of(sectionName) == Section.Kind.TEXT));
    }

    /** {@code size} zero bytes. */
    public void space(long size) {
        if (size < 0) {
            throw new IllegalArgumentException(".space " + size + ": negative");
        }
        current.add(new Fragment.Space(size));
    }

    private void values(String directive, int width, long... values) {
        for (long value : values) {
            int bits = width * 8;
            if (width < 8 && (value < -1L << (bits - 1) || value >= 1L << bits)) {
                throw new IllegalArgumentException(directive + ": " + value + " does not fit in " + bits + " bits");
            }
            data(width, value);
        }
    }

    private void data(int width, long value) {
        byte[] bytes = new byte[width];
        for (int i = 0; i < width; i++) {
            bytes[i] = (byte) (value >>> (8 * i));
        }
        current.add(new Fragment.Data(bytes));
    }

    // Numbered labels.

    private static boolean isNumber(String name) {
        return !name.isEmpty() && name.chars().allMatch(Character::isDigit);
    }

    private static String numberedLabel(String number, int count) {
        return ".L" + number + "." + count;
    }

    private String reference(String target) {
        int last = target.length() - 1;
        String number = target.substring(0, Math.max(last, 0));
        if (!isNumber(number)) {
            return target;
        }
        int count = numberedLabels.getOrDefault(number, 0);
        return switch (target.charAt(last)) {
            case 'b' -> {
                if (count == 0) {
                    throw new IllegalArgumentException("'" + target + "': no label " + number + " behind");
                }
                yield numberedLabel(number, count);
            }
            case 'f' -> numberedLabel(number, count + 1);
            default -> throw new IllegalArgumentException("'" + target + "': a numbered label ends in b or f");
        };
    }

    // Placing.

    /**
     * Places the sections from an address on: code, then read-only data, then data and {@code .bss}, each of the three
     * on a page of its own.
     *
     * @throws IllegalArgumentException naming what is undefined, or out of reach
     */
    public Program assemble(long base) {
        if (base % PAGE != 0) {
            throw new IllegalArgumentException("base 0x%x is not a multiple of %d".formatted(base, PAGE));
        }
        List<String> order = new ArrayList<>(sections.keySet());
        order.sort(Comparator.comparing(Section.Kind::of));
        Symbols symbols = place(order, base);
        while (grow(symbols)) {
            symbols = place(order, base);
        }
        List<Section> placed = new ArrayList<>();
        List<Program.Symbol> table = new ArrayList<>();
        for (String name : order) {
            List<Fragment> fragments = sections.getOrDefault(name, List.of());
            if (!fragments.isEmpty()) {
                Section section = finish(name, fragments, symbols);
                placed.add(section);
                collectLabels(section, fragments, table);
            }
        }
        constants.forEach(
                (name, value) -> table.add(new Program.Symbol(name, value, Optional.empty(), globals.contains(name))));
        for (String global : globals) {
            symbols.resolve(global, ".globl");
        }
        boolean hasEntry = names.contains(entry) || !entry.equals("_start");
        return new Program(base, hasEntry ? symbols.resolve(entry, "entry") : base, rvcUsed, placed, table);
    }

    private Symbols place(List<String> order, long base) {
        Symbols symbols = new Symbols();
        constants.forEach(symbols::define);
        long address = base;
        Section.Kind last = Section.Kind.TEXT;
        for (String name : order) {
            List<Fragment> fragments = sections.getOrDefault(name, List.of());
            Section.Kind kind = Section.Kind.of(name);
            boolean newPage = kind != last && !(last == Section.Kind.DATA && kind == Section.Kind.BSS);
            address = roundUp(address, newPage ? PAGE : SECTION_ALIGNMENT);
            last = kind;
            for (Fragment fragment : fragments) {
                fragment.place(address);
                if (fragment instanceof Fragment.Label label) {
                    symbols.define(label.name(), address);
                }
                address += fragment.size();
            }
        }
        return symbols;
    }

    private boolean grow(Symbols symbols) {
        boolean grown = false;
        for (List<Fragment> fragments : sections.values()) {
            for (Fragment fragment : fragments) {
                grown |= fragment.grow(symbols);
            }
        }
        return grown;
    }

    private static Section finish(String name, List<Fragment> fragments, Symbols symbols) {
        Fragment last = fragments.getLast();
        long address = fragments.getFirst().address();
        long size = last.address() + last.size() - address;
        Section.Kind kind = Section.Kind.of(name);
        if (kind == Section.Kind.BSS) {
            if (fragments.stream().anyMatch(f -> !isZero(f))) {
                throw new IllegalArgumentException("section '" + name + "' has room for space, not for data");
            }
            return new Section(name, kind, address, size, new byte[0]);
        }
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(size)).order(ByteOrder.LITTLE_ENDIAN);
        for (Fragment fragment : fragments) {
            fragment.write(bytes, symbols);
        }
        return new Section(name, kind, address, size, bytes.array());
    }

    private static boolean isZero(Fragment fragment) {
        return fragment instanceof Fragment.Space
                || fragment instanceof Fragment.Align
                || fragment instanceof Fragment.Label;
    }

    private void collectLabels(Section section, List<Fragment> fragments, List<Program.Symbol> table) {
        for (Fragment fragment : fragments) {
            if (fragment instanceof Fragment.Label label && !label.name().startsWith(".L")) {
                boolean global = globals.contains(label.name());
                table.add(new Program.Symbol(label.name(), label.address(), Optional.of(section), global));
            }
        }
    }

    private static long roundUp(long address, long alignment) {
        return address + (-address & (alignment - 1));
    }
}
