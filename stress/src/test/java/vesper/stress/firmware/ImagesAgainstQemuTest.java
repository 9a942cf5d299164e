package vesper.stress.firmware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vesper.isa.Register.S0;
import static vesper.isa.Register.S1;
import static vesper.isa.Register.S2;
import static vesper.isa.Register.T0;
import static vesper.isa.Register.T1;
import static vesper.isa.Register.T2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vesper.boot.BothMachines;
import vesper.isa.Assembler;
import vesper.isa.ElfWriter;
import vesper.stress.fuzz.Referee;

/**
 * ELFs with segments outside RAM, headers before their code, zeros over other segments, and any entry; and below firmware
 * such with anything spoilt in their headers. Each prints a sum of what is in RAM, the same here and on QEMU.
 */
class ImagesAgainstQemuTest {
    /** A third of the fuzzer's inputs. */
    private static final int CASES = (Integer.getInteger("vesper.image.fuzz.cases", 10_000) + 2) / 3;

    private static final long RAM_BASE = 0x8000_0000L;
    private static final long BEHIND_FIRMWARE = RAM_BASE + (2 << 20);
    private static final int RAM_MIB = 64;
    private static final int SUMMED = 0x4000;
    private static final int CODE_ROOM = 0x200;
    private static final long UART = 0x1000_0000;
    private static final long FINISHER = 0x10_0000;
    private static final int HEADER = 64;
    private static final int PROGRAM_HEADER = 56;

    /** None where QEMU has a ROM or flash, which ours has not. */
    private static final long[] OUTSIDE = {
        0x2_0000, 0x7fff_0000L, RAM_BASE + ((long) RAM_MIB << 20), 0x1_8000_0000L, 0xffff_ffff_8000_0000L
    };

    /** For fields that are no addresses; as a segment's size in memory the last would keep QEMU busy for ever. */
    private static final long[] ODD = {0, 1, 2, 3, 4, 8, 55, 56, 57, 64, 243, 0x1000, 0x10_0000, -1};

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Segment(long paddr, long memorySize, byte[] bytes) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Image(byte[] elf, byte[] firmware) implements BothMachines.Line {
        @Override
        public List<String> into(Path folder) throws IOException {
            List<String> words = new ArrayList<>();
            words.addAll(List.of("-M", "virt", "-display", "none", "-monitor", "none", "-serial", "stdio"));
            words.addAll(List.of("-m", String.valueOf(RAM_MIB), "-kernel"));
            words.add(Files.write(folder.resolve("elf"), elf).toString());
            Path bios = Files.write(folder.resolve("firmware"), firmware);
            words.addAll(List.of("-bios", firmware.length == 0 ? "none" : bios.toString()));
            return words;
        }

        @Override
        public String toString() {
            return (firmware.length == 0 ? "" : "below firmware ")
                    + HexFormat.of().formatHex(elf);
        }
    }

    @TempDir
    Path dir = Path.of("");

    private final Random random = new Random(7);
    private final byte[] code = code();

    /** Prints sixteen letters that stand for 16 KiB of RAM, at its start and behind firmware, and powers off. */
    private static byte[] code() {
        Assembler a = new Assembler();
        a.label("_start");
        a.li(S2, 0);
        for (long from : new long[] {RAM_BASE, BEHIND_FIRMWARE}) {
            a.li(S0, from);
            a.li(S1, from + SUMMED);
            a.label("1");
            a.ld(T0, 0, S0);
            a.slli(T1, S2, 7);
            a.srli(S2, S2, 57);
            a.or(S2, S2, T1);
            a.xor(S2, S2, T0);
            a.addi(S0, S0, 8);
            a.bne(S0, S1, "1b");
        }
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

    private Image image() {
        return random.nextBoolean() ? new Image(elf(), new byte[0]) : new Image(spoilt(), code);
    }

    private byte[] elf() {
        byte[] first = new byte[new int[] {0, 0, 8, 0x1000, 0x1_0000}[random.nextInt(5)] + code.length];
        int below = first.length - code.length;
        System.arraycopy(code, 0, first, below, code.length);
        List<Segment> segments = segments(RAM_BASE, random.nextInt(4));
        segments.add(new Segment(RAM_BASE - below, first.length + extra(), first));
        Collections.shuffle(segments, random);
        return file(segments, random.nextBoolean() ? RAM_BASE : random.nextLong());
    }

    private List<Segment> segments(long base, int count) {
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            segments.add(new Segment(address(base), bytes.length + extra(), bytes));
        }
        return segments;
    }

    private long address(long base) {
        boolean outside = random.nextInt(3) == 0;
        long inside = base + CODE_ROOM + random.nextInt(SUMMED - 2 * CODE_ROOM);
        return outside ? OUTSIDE[random.nextInt(OUTSIDE.length)] : inside;
    }

    /** With one or two fields changed; firmware needs none of it to run. */
    private byte[] spoilt() {
        List<Segment> segments = segments(BEHIND_FIRMWARE, 1 + random.nextInt(3));
        byte[] bytes = file(segments, BEHIND_FIRMWARE);
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int times = 1 + random.nextInt(2); times > 0; times--) {
            long odd = ODD[random.nextInt(ODD.length)];
            int header = HEADER + PROGRAM_HEADER * random.nextInt(segments.size());
            switch (random.nextInt(8)) {
                case 0 -> file.put(random.nextInt(16), (byte) odd); // e_ident
                case 1 -> file.putShort(16 + 2 * random.nextInt(2), (short) odd); // e_type, e_machine
                case 2 -> file.putInt(20 + 28 * random.nextInt(2), (int) odd); // e_version, e_flags
                case 3 -> file.putLong(24 + 8 * random.nextInt(3), odd); // e_entry, e_phoff, e_shoff
                case 4 -> file.putShort(52 + 2 * random.nextInt(6), (short) odd); // sizes and counts
                case 5 -> file.putInt(header + 4 * random.nextInt(2), (int) odd); // p_type, p_flags
                case 6 -> file.putLong(header + 8 * (2 + random.nextInt(2)), address(BEHIND_FIRMWARE));
                default -> file.putLong(header + new int[] {8, 32, 40, 48}[random.nextInt(4)], odd & 0x1f_ffff);
            }
        }
        for (int at = HEADER; at < HEADER + PROGRAM_HEADER * segments.size(); at += PROGRAM_HEADER) {
            // of less memory than bytes QEMU 7.2 clears RAM without end, and never starts
            file.putLong(at + 40, Math.max(file.getLong(at + 40), file.getLong(at + 32)));
        }
        return random.nextInt(10) == 0 ? Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length)) : bytes;
    }

    private long extra() {
        return new long[] {0, 0, 8, 0x80, 0x2000}[random.nextInt(5)];
    }

    private static byte[] file(List<Segment> segments, long entry) {
        int headers = HEADER + PROGRAM_HEADER * segments.size();
        int size =
                headers + segments.stream().mapToInt(each -> each.bytes.length).sum();
        ByteBuffer file = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}).position(16);
        file.putShort((short) 2).putShort((short) 243).putInt(1).putLong(entry).putLong(64);
        file.putShort(52, (short) 64).putShort(54, (short) 56).putShort(56, (short) segments.size());
        file.position(HEADER);
        int offset = headers;
        for (Segment each : segments) {
            file.putInt(1).putInt(7).putLong(offset).putLong(each.paddr).putLong(each.paddr);
            file.putLong(each.bytes.length).putLong(each.memorySize).putLong(1);
            file.put(offset, each.bytes);
            offset += each.bytes.length;
        }
        return file.array();
    }

    @Test
    void eachPrintsWhatItPrintsOnQemu() throws Exception {
        Referee.require();
        int[] ran = {0};
        int[] refused = {0};
        new BothMachines(dir).forEach(CASES, number -> image(), (image, pair) -> {
            if (pair.ran()) {
                assertEquals(pair.there().text(), pair.here().text());
                ran[0]++;
            } else if (!pair.here().ran()) {
                refused[0]++;
            }
        });
        assertTrue(ran[0] > CASES / 2, ran[0] + " of " + CASES + " ran on both");
        assertTrue(refused[0] > CASES / 20, refused[0] + " of " + CASES + " were refused");
    }
}
