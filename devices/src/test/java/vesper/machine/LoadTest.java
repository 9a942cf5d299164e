package vesper.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vesper.isa.Register.A1;
import static vesper.isa.Register.T0;
import static vesper.isa.Register.T1;

import java.io.OutputStream;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vesper.isa.Assembler;
import vesper.isa.ElfWriter;

/** What {@code -device loader} puts into RAM, and where harts start then. */
@Timeout(60)
class LoadTest {
    private static final long AWAY = MemoryMap.RAM_BASE + 0x8_0000;
    private static final byte[] LOOP = {0x6f, 0, 0, 0};

    private static MachineConfig.Builder config() {
        return MachineConfig.builder().memory(1 << 20);
    }

    private static byte[] elf(long at, Consumer<Assembler> code) {
        Assembler a = new Assembler();
        a.label("_start");
        code.accept(a);
        a.label("end");
        a.j("end");
        return ElfWriter.write(a.assemble(at));
    }

    /** Powers off with this status. */
    private static void powerOff(Assembler a, int status) {
        a.li(T0, MemoryMap.FINISHER.base());
        a.li(T1, (long) status << 16 | 0x3333);
        a.sw(T1, 0, T0);
    }

    private static ImageFile image(byte... bytes) {
        return new ImageFile("image", bytes);
    }

    private static int status(MachineConfig.Builder config) throws BadInput, InterruptedException {
        try (Machine machine = new Machine(config.build(), OutputStream.nullOutputStream())) {
            return machine.run().status();
        }
    }

    @Test
    void aHartThatIsNamedStartsAtTheElfsEntryAndTheOthersInTheRom() throws BadInput, InterruptedException {
        byte[] elf = elf(AWAY, a -> {
            a.bnez(A1, "end"); // no device tree for who doesn't come from the ROM
            powerOff(a, 7);
        });
        Load load = Load.file(image(elf), false, 0, OptionalInt.of(1));
        assertEquals(7, status(config().harts(2).kernel(image(LOOP)).loads(List.of(load))));
    }

    @Test
    void anElfTakenRawGoesWhereItIsTold() throws BadInput {
        byte[] elf = elf(AWAY, a -> powerOff(a, 7));
        Load load = Load.file(image(elf), true, AWAY, OptionalInt.of(0));
        BootPlan plan = ImageLoader.plan(config().loads(List.of(load)).build());
        assertEquals(AWAY, plan.pieces().getFirst().paddr());
        assertEquals(elf.length, plan.pieces().getFirst().length());
        assertEquals(AWAY, plan.starts().get(0));
    }

    /** On QEMU files are put into RAM after data, whatever the order of the words. */
    @Test
    void dataGivesWayToWhatAFileBrings() throws BadInput, InterruptedException {
        byte[] kernel = elf(MemoryMap.RAM_BASE, a -> {
            a.li(T0, AWAY - 4);
            a.jr(T0);
        });
        Load onKernel = Load.data(LOOP, MemoryMap.RAM_BASE);
        Load nop = Load.data(new byte[] {0x13, 0, 0, 0}, AWAY - 4);
        Load onCode = Load.data(LOOP, AWAY);
        byte[] code = elf(AWAY, a -> powerOff(a, 9));
        Load other = Load.file(image(code), false, 0, OptionalInt.empty());
        assertEquals(9, status(config().kernel(image(kernel)).loads(List.of(onKernel, other, nop, onCode))));
    }

    @Test
    void whatLiesOutsideRamOrOverAnotherFileIsRefused() {
        assertRefused("outside RAM", Load.data(LOOP, MemoryMap.UART.base()));
        assertRefused("outside RAM", Load.file(image(LOOP), false, 0, OptionalInt.empty()));
        assertRefused("overlaps", Load.file(image(LOOP), false, MemoryMap.RAM_BASE, OptionalInt.empty()));
    }

    private static void assertRefused(String part, Load load) {
        MachineConfig config = config().kernel(image(LOOP)).loads(List.of(load)).build();
        BadInput refused = assertThrows(BadInput.class, () -> ImageLoader.plan(config));
        assertTrue(String.valueOf(refused.getMessage()).contains(part), refused.getMessage());
    }
}
