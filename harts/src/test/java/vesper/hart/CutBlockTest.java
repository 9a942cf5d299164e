package vesper.hart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vesper.isa.Csrs.MINSTRET;
import static vesper.isa.Register.*;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vesper.hart.fetch.Decoder;
import vesper.hart.state.Acceleration;
import vesper.isa.Instruction;

/** A loop whose branch is the last that fits into a block: what is behind it follows when the branch was taken before. */
class CutBlockTest {
    private static final int C_NOP = 0x0001;
    private static final int ROUNDS = 5;
    private static final int PAGE = 0x1000;
    private static final int BRANCH_SIZE = 4;

    /**
     * Calls a loop, whose block has {@code nops} and two more instructions, and ends {@code toPageEnd} bytes before the
     * page does; {@return the instructions that retired meanwhile}
     */
    private static long runLoop(int nops, int toPageEnd) {
        Guest guest = new Guest().accelerated(Acceleration.INTERPRETER);
        long branch = Guest.DATA + PAGE - toPageEnd - BRANCH_SIZE;
        long block = branch - 4 - 2L * nops;
        long loop = block - 4;
        put(guest, loop, Instruction.JAL.encode(0, block - loop)); // a block that is its own successor needs no link
        for (long at = block; at < branch - 4; at += 2) {
            guest.ram.storeOpaque16(at - Guest.RAM, C_NOP);
        }
        int rounds = S6.number();
        int behind = S4.number();
        put(guest, branch - 4, Instruction.ADDI.encode(rounds, rounds, -1));
        put(guest, branch, Instruction.BNE.encode(rounds, 0, loop - branch));
        put(guest, branch + 4, Instruction.ADDI.encode(behind, behind, 1));
        put(guest, branch + 8, Instruction.JALR.encode(0, 0, 1));
        guest.run(a -> {
            a.li(S2, loop);
            a.li(S6, ROUNDS);
            a.csrr(S7, MINSTRET);
            a.jalr(S2);
            a.csrr(S8, MINSTRET);
            a.sub(S8, S8, S7);
        });
        assertEquals(List.of(), guest.causes());
        assertEquals(1, guest.x(S4), "rounds behind the loop");
        assertEquals(0, guest.x(S6), "rounds left");
        return guest.x(S8);
    }

    private static void put(Guest guest, long address, int word) {
        guest.ram.storeOpaque16(address - Guest.RAM, word);
        guest.ram.storeOpaque16(address + 2 - Guest.RAM, word >>> 16);
    }

    private static long expected(int nops) {
        int call = 1;
        int behindAndReturn = 2;
        int readingTheCounter = 1;
        return (long) ROUNDS * (nops + 3) + call + behindAndReturn + readingTheCounter;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4, 6, 8, 10})
    void byThePagesEnd(int toPageEnd) {
        assertEquals(expected(3), runLoop(3, toPageEnd));
    }

    @ParameterizedTest
    @ValueSource(ints = {Decoder.MAX_SLOTS - 4, Decoder.MAX_SLOTS - 3, Decoder.MAX_SLOTS - 2, Decoder.MAX_SLOTS - 1})
    void byItsLength(int nops) {
        assertEquals(expected(nops), runLoop(nops, PAGE / 2));
    }
}
