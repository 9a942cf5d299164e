package vesper.aot.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vesper.aot.CompileError;
import vesper.aot.emit.CodeLog;
import vesper.aot.ir.Access;
import vesper.aot.ir.Access.Alias;
import vesper.aot.ir.Block;
import vesper.aot.ir.Graph;
import vesper.aot.ir.MethodRef;
import vesper.aot.ir.Op;
import vesper.aot.ir.Type;
import vesper.isa.Assembler;
import vesper.isa.Program;
import vesper.isa.Section;
import vesper.metal.Addr;
import vesper.metal.Atomic;
import vesper.metal.Word;

class ImageTest {
    private static final long BASE = 0x8000_0000L;

    enum Color {
        RED,
        GREEN {
            @Override
            public String toString() {
                return "green";
            }
        }
    }

    @Word
    record Port(Addr at) {}

    static class Device {
        byte irq = 10;
        final Port port = new Port(new Addr(0x1000_0000));
        boolean on = true;
        char mark = 'é';

        @Nullable
        Device next;
    }

    static final class Disk extends Device {
        final String name = "virtio";
        final int[] sizes = {1, -2, 3};
        final Color color = Color.GREEN;
        final Object lock = new Object();
    }

    static final class Holder {
        @Nullable
        Object held;

        @Nullable
        Port port = new Port(Addr.ZERO);

        float factor;
    }

    static final Disk DISK = new Disk();
    static long ticks = 7;
    static short small = -3;
    static boolean ready = true;
    static Port console = new Port(new Addr(0x1000_0100));
    static @Nullable Device first = DISK;
    static @Nullable Device none;

    private static final Hierarchy NOTHING = new Hierarchy() {
        @Override
        public Collection<Class<?>> instantiated() {
            return List.of();
        }

        @Override
        public Optional<MethodRef> resolve(MethodRef declared, Class<?> receiver) {
            return Optional.empty();
        }

        @Override
        public Class<?> type(String name) {
            throw new IllegalArgumentException(name);
        }
    };

    private final Layout layout = new Layout();
    private Assembler a = new Assembler();
    private final List<Graph> code = new ArrayList<>();

    private Image begin(Object... kept) {
        a = new Assembler();
        Dispatch dispatch = Dispatch.plan(NOTHING, List.of());
        return Image.begin(a, layout, dispatch, List.of(ImageTest.class, Color.class), List.of(kept));
    }

    private Program finish(Image image, Field... statics) throws CompileError {
        image.finish(List.of(statics), code, new CodeLog());
        return a.assemble(BASE);
    }

    private static Field field(Class<?> type, String name) {
        return Arrays.stream(type.getDeclaredFields())
                .filter(field -> field.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static ByteBuffer memory(Program program) {
        return ByteBuffer.wrap(program.flat()).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int at(Program program, String symbol) {
        return Math.toIntExact(program.symbol(symbol) - BASE);
    }

    private static int pointer(ByteBuffer memory, int at) {
        return Math.toIntExact(memory.getLong(at) - BASE);
    }

    private int offset(Class<?> type, String name) {
        return layout.offset(field(type, name));
    }

    /** Lets code store to a field, or to elements if there is no class. */
    private void storing(Alias alias) {
        Graph graph = new Graph(new MethodRef("T", "t", "()V"), List.of(Type.REF), Type.VOID);
        Block block = graph.newBlock();
        block.add(Op.STORE, Type.VOID, block.add(Op.PARAM, Type.REF), block.constant(Type.I32, 0))
                .aux(new Access(1, true, Access.Order.PLAIN, alias));
        block.endReturn(null);
        code.add(graph);
    }

    @Test
    void anObjectHasItsFieldsAtTheirOffsets() throws CompileError {
        Image image = begin(DISK, DISK.name, DISK.sizes, DISK.color, DISK.lock);
        String label = image.labels().of(DISK);
        Program program = finish(image);
        ByteBuffer memory = memory(program);
        int disk = at(program, label);
        assertEquals(program.symbol("hub " + Disk.class.getTypeName()), memory.getLong(disk));
        assertEquals(10, memory.get(disk + offset(Device.class, "irq")));
        assertEquals(0x1000_0000, memory.getLong(disk + offset(Device.class, "port")));
        assertEquals(1, memory.get(disk + offset(Device.class, "on")));
        assertEquals('é', memory.getChar(disk + offset(Device.class, "mark")));
        assertEquals(0, memory.getLong(disk + offset(Device.class, "next")));
        int sizes = pointer(memory, disk + offset(Disk.class, "sizes"));
        assertEquals(program.symbol("hub int[]"), memory.getLong(sizes));
        assertEquals(3, memory.getInt(sizes + Layout.LENGTH));
        assertEquals(-2, memory.getInt(sizes + Layout.ELEMENTS + 4));
    }

    @Test
    void aStringIsItsLengthAndLatin1() throws CompileError {
        Image image = begin();
        String label = image.labels().of("Grüße");
        Program program = finish(image);
        ByteBuffer memory = memory(program);
        int text = at(program, label);
        assertEquals(program.symbol("hub java.lang.String"), memory.getLong(text));
        assertEquals(5, memory.getInt(text + Layout.LENGTH));
        byte[] bytes = new byte[5];
        memory.get(text + Layout.ELEMENTS, bytes);
        assertEquals("Grüße", new String(bytes, StandardCharsets.ISO_8859_1));
        assertTrue(program.symbols().stream().noneMatch(symbol -> symbol.name().equals(label)));
    }

    @Test
    void anEnumHasItsOrdinalAndItsNameIfAnyoneCanAsk() throws Exception {
        Image image = begin("GREEN");
        String green = image.labels().of(Color.GREEN);
        String red = image.labels().of(Color.RED);
        Program program = finish(image);
        ByteBuffer memory = memory(program);
        int ordinal = layout.offset(Enum.class.getDeclaredField("ordinal"));
        int name = layout.offset(Enum.class.getDeclaredField("name"));
        assertEquals(1, memory.getInt(at(program, green) + ordinal));
        assertEquals(5, memory.getInt(pointer(memory, at(program, green) + name) + Layout.LENGTH));
        assertEquals(0, memory.getInt(at(program, red) + ordinal));
        assertEquals(0, memory.getLong(at(program, red) + name));
    }

    @Test
    void anObjectIsLaidOutOnceAndNamedByItsField() throws CompileError {
        Image image = begin();
        assertEquals(ImageTest.class.getName() + ".DISK", image.labels().of(DISK));
        assertEquals(image.labels().of(DISK), image.labels().of(DISK));
        assertEquals("long[]#0", image.labels().of(new long[0]));
        assertEquals("long[]#1", image.labels().of(new long[0]));
        Program program = finish(image);
        assertEquals(
                1,
                program.symbols().stream()
                        .filter(s -> s.name().endsWith(".DISK"))
                        .count());
    }

    @Test
    void staticsHaveTheValuesOfTheBuild() throws CompileError {
        Image image = begin(DISK);
        String[] names = {"small", "ready", "ticks", "first", "none", "console"};
        Program program = finish(
                image,
                Arrays.stream(names).map(name -> field(ImageTest.class, name)).toArray(Field[]::new));
        ByteBuffer memory = memory(program);
        String prefix = "static " + ImageTest.class.getName() + ".";
        assertEquals(7, memory.getLong(at(program, prefix + "ticks")));
        assertEquals(-3, memory.getShort(at(program, prefix + "small")));
        assertEquals(1, memory.get(at(program, prefix + "ready")));
        assertEquals(
                program.symbol(ImageTest.class.getName() + ".DISK"), memory.getLong(at(program, prefix + "first")));
        assertEquals(0, memory.getLong(at(program, prefix + "none")));
        assertEquals(0x1000_0100, memory.getLong(at(program, prefix + "console")));
        assertEquals("_data_start", symbolAt(program, program.symbol("_data_start")));
        assertTrue(program.symbol(prefix + "ticks") < program.symbol("__global_pointer$"));
    }

    private static String symbolAt(Program program, long address) {
        return program.symbols().stream()
                .filter(symbol -> symbol.value() == address && symbol.name().startsWith("_"))
                .findFirst()
                .orElseThrow()
                .name();
    }

    @Test
    void whatCodeStoresToIsDataAndTheRestReadOnly() throws CompileError {
        storing(Alias.field(Device.class.getName() + ".irq"));
        storing(Alias.array("J"));
        storing(Alias.array("Z"));
        storing(Alias.array("Ljava/lang/String;"));
        assertEquals(".data.java", section(DISK));
        assertEquals(".data.java", section(new Device()));
        assertEquals(".rodata.java", section(new Object()));
        assertEquals(".rodata.java", section("text"));
        assertEquals(".data.java", section(new long[1]));
        assertEquals(".rodata.java", section(new int[1]));
        assertEquals(".data.java", section(new byte[1]));
        assertEquals(".data.java", section(new Object[1]));
        assertEquals(".data.java", section(new Atomic(1)));
    }

    private String section(Object object) throws CompileError {
        Assembler fresh = new Assembler();
        Image image = Image.begin(fresh, layout, Dispatch.plan(NOTHING, List.of()), List.of(), List.of());
        String label = image.labels().of(object);
        image.finish(List.of(), code, new CodeLog());
        Program program = fresh.assemble(BASE);
        long address = program.symbol(label);
        return program.sections().stream()
                .filter(section -> section.address() <= address && address < section.address() + section.size())
                .findFirst()
                .map(Section::name)
                .orElseThrow();
    }

    @Test
    void boundsOfSectionsAreOnPagesAndInOrder() throws CompileError {
        Image image = begin();
        a.section(".text.init");
        a.label("_start");
        a.wfi();
        a.section(".text.cold");
        a.nop();
        a.section(".data");
        a.bytes(1);
        a.section(".bss");
        a.space(5);
        String label = image.labels().of(new int[5]);
        Program program = finish(image);
        assertEquals(BASE, program.symbol("_start"));
        long last = 0;
        for (String part : List.of("_text", "_rodata", "_data", "_bss")) {
            long start = program.symbol(part + "_start");
            long end = program.symbol(part + "_end");
            assertEquals(0, start % 4096, part);
            assertEquals(0, end % 8, part);
            assertTrue(start >= last && end >= start, part);
            last = end;
        }
        assertEquals(16, program.symbol("_bss_end") - program.symbol("_bss_start"));
        assertEquals(64 << 10, program.symbol("_stack_end") - program.symbol("_stack_start"));
        assertEquals(0, program.symbol("_stack_end") % 16);
        assertEquals(0, program.symbol("_heap_start") % 4096);
        assertTrue(program.symbol("_heap_start") >= program.symbol("_stack_end"));
        assertEquals(0x800, program.symbol("__global_pointer$") - program.symbol("_data_start"));
        assertTrue(program.symbol("_rodata_start") <= program.symbol(label));
        assertTrue(program.symbol("_code_map") < program.symbol("_rodata_end"));
    }

    @Test
    void theSameObjectsGiveTheSameImage() throws CompileError {
        byte[][] images = new byte[2][];
        for (int i = 0; i < 2; i++) {
            Assembler fresh = new Assembler();
            Image image = Image.begin(
                    fresh,
                    new Layout(),
                    Dispatch.plan(NOTHING, List.of()),
                    List.of(ImageTest.class),
                    List.of(DISK.sizes, DISK.color, DISK.lock));
            image.labels().of(DISK);
            image.labels().of("a");
            image.finish(List.of(field(ImageTest.class, "first")), code, new CodeLog());
            images[i] = fresh.assemble(BASE).flat();
        }
        assertArrayEquals(images[0], images[1]);
    }

    private String refusal(Object held) {
        Holder holder = new Holder();
        holder.held = held;
        Image image = begin(held);
        image.labels().of(holder);
        return refusal(image);
    }

    private String refusal(Image image) {
        return String.valueOf(
                assertThrows(CompileError.class, () -> finish(image)).getMessage());
    }

    private static final String HELD = Holder.class.getTypeName() + ".held";

    @Test
    void floatingPointFieldsAreRefused() {
        Image image = begin();
        image.labels().of(new Holder());
        assertTrue(refusal(image).startsWith(Holder.class.getTypeName() + ".factor: is a float; use an integer"));
    }

    @Test
    void objectsOfTheJdkAreRefused() {
        assertTrue(refusal(new HashMap<>(Map.of())).contains(HELD + ": is an object of the JDK's java.util.HashMap; "));
        assertTrue(refusal(Set.class).contains(HELD + ": is an object of the JDK's java.lang.Class; "));
    }

    @Test
    void lambdasAreRefused() {
        Runnable lambda = () -> {};
        assertTrue(refusal(lambda).contains(HELD + ": is a lambda or a method reference; write a class"));
    }

    @Test
    void wordsAsObjectsAndNullWordsAreRefused() {
        assertTrue(refusal(new Port(Addr.ZERO)).contains(HELD + ": is a word seen as an object; declare it as Port"));
        Holder holder = new Holder();
        holder.port = null;
        Image image = begin();
        image.labels().of(holder);
        assertTrue(refusal(image).contains(".port: is null, and a Port is a word; give it a value"));
    }

    @Test
    void arraysOfWordsAndOfFloatingPointAreRefused() {
        assertTrue(refusal(new Port[1]).contains(HELD + ": is an array of Port, a word; make it a long[]"));
        assertTrue(refusal(new double[1]).contains(HELD + ": is an array of double; use integers"));
    }

    @Test
    void stringsBeyondLatin1AreRefused() {
        assertTrue(refusal("10 €").contains(HELD + ": is a String with characters beyond U+00FF: \"10 €\"; "));
    }

    @Test
    void elementsAreNamedByTheirIndex() {
        Object[] array = {null, new HashMap<>()};
        Image image = begin(array, array[1]);
        image.labels().of(array);
        assertTrue(refusal(image).startsWith("java.lang.Object[][1]: is an object"));
    }
}
