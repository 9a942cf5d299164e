package vesper.hart.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import vesper.bus.PhysicalMemory;
import vesper.isa.Instruction;

/** What a block knows of itself. */
class BlockTest {
    private static final int C_NOP = 0x0001;

    private final PhysicalMemory ram = new PhysicalMemory(1 << 16);
    private final Decoder decoder = new Decoder(ram, () -> 0);

    private Block block() {
        return Objects.requireNonNull(decoder.decode(0, 0));
    }

    @Test
    void itsJumpsAreKeptOnceEach() {
        Block block = block();
        for (int i = 0; i < 100; i++) {
            block.rememberJump(0x1000 + 4 * (i % 5));
        }
        assertArrayEquals(
                new long[] {0x1000, 0x1004, 0x1008, 0x100c, 0x1010}, Arrays.copyOf(block.jumps, block.jumpCount));
    }

    @Test
    void ofEndlessJumpsTheFirstSixteenAreKept() {
        Block block = block();
        for (int i = 0; i < 100; i++) {
            block.rememberJump(2L * i);
        }
        assertEquals(Block.MAX_JUMPS, block.jumpCount);
        assertEquals(Block.MAX_JUMPS, block.jumps.length);
        assertEquals(30, block.jumps[15]);
        assertEquals(198, block.lastJump);
    }

    @Test
    void itsInstructionsCanBeHadAgainFromItsHalfwords() {
        ram.storeOpaque32(0, Instruction.AUIPC.encode(5, 0x1000));
        ram.storeOpaque16(4, C_NOP);
        ram.storeOpaque32(6, Instruction.ECALL.encode());
        assertArrayEquals(block().code, Decoder.unfused(block()));
    }

    @Test
    void aBlockThatOnlyStopsEndsInAFallThrough() {
        for (int i = 0; i < 200; i++) {
            ram.storeOpaque16(2L * i, C_NOP);
        }
        Block block = block();
        assertEquals(Decoder.MAX_SLOTS + 1, block.code.length);
        assertArrayEquals(block.code, Decoder.unfused(block));
    }
}
