package vesper.stress.firmware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vesper.isa.Register.S0;
import static vesper.isa.Register.S1;
import static vesper.isa.Register.S2;
import static vesper.isa.Register.T0;
import static vesper.isa.Register.T1;
import static vesper.isa.Register.T2;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vesper.isa.Assembler;
import vesper.isa.ElfWriter;
import vesper.machine.BadInput;
import vesper.machine.ImageFile;
import vesper.machine.Machine;
import vesper.machine.MachineConfig;
import vesper.stress.fuzz.Referee;

/**
 * ELFs with segments outside RAM, headers before their code, zeros over other segments, and any entry: each prints a sum
 * of what it finds in RAM, the same here and on QEMU. What is refused here QEMU refuses too.
 */
class ImagesAgainstQemuTest {
    /** Fifty of the fuzzer's inputs cost what one start of QEMU does. */
    private static final int CASES = Math.max(1, Integer.getInteger("vesper.image.fuzz.cases", 10_000) / 50);

    private static final int SECONDS = 60; // a watchdog
    private static final long RAM_BASE = 0x8000_0000L;
    private static final int RAM_MIB = 64;
    private static final int SUMMED = 0x4000;
    private static final int CODE_ROOM = 0x200;
    private static final long UART = 0x1000_0000;
    private static final long FINISHER = 0x10_0000;

    /** None where QEMU has a ROM or flash, which ours has not. */
    private static final long[] OUTSIDE = {
        0x2_0000, 0x7fff_0000L, RAM_BASE + ((long) RAM_MIB << 20), 0x1_8000_0000L, 0xffff_ffff_8000_0000L
    };

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Segment(long paddr, long memorySize, byte[] bytes) {}

    @TempDir
    Path dir = Path.of("");

    private final Random random = new Random(7);
    private final byte[] code = code();

    /** Prints sixteen letters that stand for all of the first 16 KiB of RAM, and powers off. */
    private static byte[] code() {
        Assembler a = new Assembler();
        a.label("_start");
        a.li(S0, RAM_BASE);
        a.li(S1, RAM_BASE + SUMMED);
        a.li(S2, 0);
        a.label("sum");
        a.ld(T0, 0, S0);
        a.slli(T1, S2, 7);
        a.srli(S2, S2, 57);
        a.or(S2, S2, T1);
        a.xor(S2, S2, T0);
        a.addi(S0, S0, 8);
        a.bne(S0, S1, "sum");
        a.li(S0, UART);
        a.li(S1, 16);
        a.label("print");
        a.andi(T0, S2, 15);
        a.addi(T0, T0, 'a');
        a.sb(T0, 0, S0);
        a.srli(S2, S2, 4);
        a.addi(S1, S1, -1);
        a.bnez(S1, "print");
        a.li(T1, FINISHER);
        a.li(T2, 0x5555);
        a.sw(T2, 0, T1);
        a.label("end");
        a.j("end");
        ByteBuffer elf = ByteBuffer.wrap(ElfWriter.write(a.assemble(RAM_BASE))).order(ByteOrder.LITTLE_ENDIAN);
        byte[] bytes = new byte[(int) elf.getLong(64 + 32)];
        elf.get((int) elf.getLong(64 + 8), bytes);
        return bytes;
    }

    private byte[] elf() {
        List<Segment> segments = new ArrayList<>();
        byte[] first = new byte[new int[] {0, 0, 8, 0x1000, 0x1_0000}[random.nextInt(5)] + code.length];
        int below = first.length - code.length;
        System.arraycopy(code, 0, first, below, code.length);
        segments.add(new Segment(RAM_BASE - below, first.length + extra(), first));
        for (int more = random.nextInt(4); more > 0; more--) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            boolean outside = random.nextInt(3) == 0;
            long inside = RAM_BASE + CODE_ROOM + random.nextInt(SUMMED - 2 * CODE_ROOM);
            long paddr = outside ? OUTSIDE[random.nextInt(OUTSIDE.length)] : inside;
            segments.add(new Segment(paddr, bytes.length + extra(), bytes));
        }
        Collections.shuffle(segments, random);
        return file(segments, random.nextBoolean() ? RAM_BASE : random.nextLong());
    }

    private long extra() {
        return new long[] {0, 0, 8, 0x80, 0x2000}[random.nextInt(5)];
    }

    private static byte[] file(List<Segment> segments, long entry) {
        int headers = 64 + 56 * segments.size();
        int size =
                headers + segments.stream().mapToInt(each -> each.bytes.length).sum();
        ByteBuffer file = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}).position(16);
        file.putShort((short) 2).putShort((short) 243).putInt(1).putLong(entry).putLong(64);
        file.putShort(52, (short) 64).putShort(54, (short) 56).putShort(56, (short) segments.size());
        file.position(64);
        int offset = headers;
        for (Segment each : segments) {
            file.putInt(1).putInt(7).putLong(offset).putLong(each.paddr).putLong(each.paddr);
            file.putLong(each.bytes.length).putLong(each.memorySize).putLong(1);
            file.put(offset, each.bytes);
            offset += each.bytes.length;
        }
        return file.array();
    }

    /** What it prints here; empty if it is refused. */
    private static String here(byte[] elf) throws InterruptedException {
        MachineConfig config = MachineConfig.builder()
                .memory((long) RAM_MIB << 20)
                .kernel(new ImageFile("elf", elf))
                .build();
        ByteArrayOutputStream console = new ByteArrayOutputStream();
        try (Machine machine = new Machine(config, console)) {
            assertEquals(0, machine.run().status());
            return console.toString(StandardCharsets.US_ASCII);
        } catch (BadInput refused) {
            return "";
        }
    }

    /** The same for QEMU. */
    private String onQemu(Path qemu, byte[] elf) throws IOException, InterruptedException {
        Path file = Files.write(dir.resolve("elf"), elf);
        Path out = dir.resolve("out");
        Process process = new ProcessBuilder(
                        qemu.toString(),
                        "-M",
                        "virt",
                        "-m",
                        RAM_MIB + "M",
                        "-bios",
                        "none",
                        "-display",
                        "none",
                        "-monitor",
                        "none",
                        "-serial",
                        "file:" + out,
                        "-kernel",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("errors").toFile())
                .start();
        try {
            assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), "QEMU does not end");
        } finally {
            process.destroyForcibly();
        }
        return process.exitValue() == 0 ? Files.readString(out, StandardCharsets.US_ASCII) : "";
    }

    @Test
    void eachPrintsWhatItPrintsOnQemu() throws IOException, InterruptedException {
        Path qemu = Referee.require();
        int ran = 0;
        for (int i = 0; i < CASES; i++) {
            byte[] elf = elf();
            String there = onQemu(qemu, elf);
            String here = here(elf);
            if (!there.isEmpty() || here.isEmpty()) {
                assertEquals(there, here, "case " + i);
            }
            ran += there.isEmpty() ? 0 : 1;
        }
        assertTrue(ran > CASES / 2, ran + " of " + CASES + " ran on QEMU");
    }
}
