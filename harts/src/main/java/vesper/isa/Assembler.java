package vesper.isa;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

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
    private record Extent(Program.SymbolType type, Mark end) {}

    private static final String DEFAULT_ENTRY = "_start";

    private final Map<String, List<Fragment>> sections = new LinkedHashMap<>();
    private final Set<String> names = new HashSet<>();
    private final Set<String> globals = new HashSet<>();
    private final Map<String, Long> constants = new LinkedHashMap<>();
    private final Map<String, Extent> extents = new HashMap<>();
    private final Map<String, Integer> numberedLabels = new HashMap<>();
    private String entry = DEFAULT_ENTRY;
    private String sectionName = ".text";
    private boolean rvc;
    private boolean rvcUsed;
    private boolean relax;
    private int marks;

    // Sections, names and modes.

    /** Goes on at the end of {@code .text}, {@code .rodata}, {@code .data}, {@code .bss} or a part like {@code .text.init}. */
    public void section(String name) {
        Section.Kind.of(name);
        sectionName = name;
        sections.computeIfAbsent(name, absent -> new ArrayList<>());
    }

    private void append(Fragment fragment) {
        sections.computeIfAbsent(sectionName, absent -> new ArrayList<>()).add(fragment);
    }

    /** Names the present address. A number may be given again and again, and is referred to by {@code 1b} and {@code 1f}. */
    public void label(String name) {
        if (isNumber(name)) {
            int count = numberedLabels.merge(name, 1, Integer::sum);
            append(new Fragment.Label(numberedLabel(name, count), 0));
        } else {
            define(name);
            append(new Fragment.Label(name, 0));
        }
    }

    /** Names the address that is {@code ahead} bytes behind the present one, wherever that is. */
    public void label(String name, long ahead) {
        define(name);
        append(new Fragment.Label(name, ahead));
    }

    /** Says for tools that a label is code up to {@code end}, exclusive: {@code .type} and {@code .size} of GNU as. */
    public void function(String label, Mark end) {
        extents.put(label, new Extent(Program.SymbolType.FUNCTION, end));
    }

    /** Says for tools that a label is data up to {@code end}, exclusive. */
    public void object(String label, Mark end) {
        extents.put(label, new Extent(Program.SymbolType.OBJECT, end));
    }

    /** The present address, without a name. */
    public Mark mark() {
        Mark mark = new Mark(marks++);
        append(new Fragment.Marker(mark));
        return mark;
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

    /** Whether a label or constant of this name has been defined so far. */
    public boolean defines(String name) {
        return names.contains(name);
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

    /**
     * From here on, takes one instruction instead of two where the target's address allows it: {@code jal} within 1 MiB,
     * or data within 2 KiB of {@code __global_pointer$}, if there is such a label, by {@code gp}. Off until told, since
     * {@code gp} must be set before.
     */
    public void relax(boolean on) {
        relax = on;
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
        append(new Fragment.Branch(row, rs1, rs2, reference(target), rvc));
    }

    @Override
    public void jal(Register rd, String target) {
        rvcUsed |= rvc;
        append(new Fragment.Jump(rd, reference(target), rvc));
    }

    @Override
    public void pcRelative(Instruction second, Register rd, Register base, String target) {
        append(new Fragment.PcRelative(second, rd, base, reference(target), relax));
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
        append(new Fragment.Data(values.clone()));
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
        append(new Fragment.Value(4, reference(expression)));
    }

    /** {@code .dword}: 64 bits each. */
    public void dword(long... values) {
        values(".dword", 8, values);
    }

    /** {@code .dword} of a label or constant. */
    public void dword(String expression) {
        append(new Fragment.Value(8, reference(expression)));
    }

    /** As many bytes as told, made when all addresses are known. */
    public void later(int size, Function<Places, byte[]> contents) {
        append(new Fragment.Later(size, contents));
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
        append(new Fragment.Align(1L << log2, Section.Kind.of(sectionName) == Section.Kind.TEXT));
    }

    /** {@code size} zero bytes. */
    public void space(long size) {
        if (size < 0) {
            throw new IllegalArgumentException(".space " + size + ": negative");
        }
        append(new Fragment.Space(size));
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
        append(new Fragment.Data(bytes));
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
     * Places the sections from a page on: code, then read-only data, then data and {@code .bss}, each of the three on
     * pages of its own. Sections of a kind keep the order in which they were begun.
     *
     * @throws IllegalArgumentException naming what is undefined, or out of reach
     */
    public Program assemble(long base) {
        Layout layout = new Layout(sections, constants, marks);
        Symbols symbols = layout.settle(base);
        globals.forEach(global -> symbols.resolve(global, ".globl"));
        boolean byDefault = entry.equals(DEFAULT_ENTRY) && !names.contains(entry);
        long start = byDefault ? base : symbols.resolve(entry, "entry");
        List<Section> placed = layout.finish(symbols);
        return new Program(base, start, rvcUsed, placed, symbolTable(layout, placed, symbols), symbols);
    }

    private List<Program.Symbol> symbolTable(Layout layout, List<Section> placed, Places places) {
        List<Program.Symbol> table = new ArrayList<>();
        for (Section section : placed) {
            for (Fragment.Label label : layout.labels(section)) {
                String name = label.name();
                if (!name.startsWith(".L")) {
                    Extent extent = extents.get(name);
                    table.add(new Program.Symbol(
                            name,
                            label.value(),
                            extent == null ? 0 : places.address(extent.end) - label.value(),
                            extent == null ? Program.SymbolType.NONE : extent.type,
                            Optional.of(section),
                            globals.contains(name)));
                }
            }
        }
        constants.forEach((name, value) -> table.add(
                new Program.Symbol(name, value, 0, Program.SymbolType.NONE, Optional.empty(), globals.contains(name))));
        return table;
    }
}
