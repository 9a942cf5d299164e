package vesper.isa;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DisassemblerTest {
    private static final long PC = 0x8000_1000L;

    /** Reads the text back without the disassembler's own tables. */
    @ParameterizedTest
    @EnumSource
    void theBaseFormOfEveryRowReadsBackAsTheSameWord(Instruction row) {
        Random random = new Random(row.match());
        for (int i = 0; i < 500; i++) {
            int word = (random.nextInt() & ~row.mask()) | row.match();
            String text = Disassembler.disassembleBase(word, PC);
            if (!text.contains("unknown")) {
                assertEquals(withoutUnusedFields(row, word), assemble(row, text), text);
            }
        }
    }

    private static int withoutUnusedFields(Instruction row, int word) {
        return switch (row) {
            case FENCE -> word & 0x0ff0_707f;
            case FENCE_I -> row.match();
            default -> word;
        };
    }

    private static int assemble(Instruction row, String text) {
        String[] parts = text.split("[ ,()]+");
        List<String> words = new ArrayList<>(Arrays.asList(parts));
        Mnemonic mnemonic = Objects.requireNonNull(Mnemonic.parse(words.removeFirst()), text);
        assertEquals(row, mnemonic.row());
        List<Operand> operands = row.format().operands();
        if (words.size() < operands.size()) {
            words.add(row.usualRounding().name());
        }
        long[] values = new long[operands.size()];
        for (int n = 0; n < values.length; n++) {
            values[n] = value(operands.get(n), words.get(n));
        }
        return row.encode(values) | mnemonic.ordering();
    }

    private static long value(Operand operand, String text) {
        return switch (operand) {
            case RD, RS1, RS2, BASE ->
                Register.valueOf(text.toUpperCase(Locale.ROOT)).number();
            case FRD, FRS1, FRS2, FRS3 ->
                FRegister.valueOf(text.toUpperCase(Locale.ROOT)).number();
            case IMM_B, IMM_J -> Long.decode(text) - PC;
            case CSR -> Csrs.number(text).orElseGet(() -> Integer.decode(text));
            case PRED, SUCC -> text.chars().map(c -> 8 >> "iorw".indexOf(c)).sum();
            case RM -> Rounding.valueOf(text.toUpperCase(Locale.ROOT)).rm();
            default -> Long.decode(text);
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "00000013 | nop",
                "02a00513 | li a0,42",
                "00050593 | mv a1,a0",
                "fff54593 | not a1,a0",
                "00008067 | ret",
                "00030067 | jr t1",
                "00830067 | jr 8(t1)",
                "000300e7 | jalr t1",
                "ffdff06f | j 0x80000ffc",
                "010000ef | jal 0x80001010",
                "00050463 | beqz a0,0x80001008",
                "00a05463 | blez a0,0x80001008",
                "30002573 | csrr a0,mstatus",
                "30529073 | csrw mtvec,t0",
                "34046073 | csrsi mscratch,8",
                "7c002573 | csrr a0,0x7c0",
                "0ff0000f | fence",
                "0310000f | fence rw,w",
                "8330000f | fence.tso",
                "0100000f | pause",
                "12000073 | sfence.vma",
                "20b58553 | fmv.s fa0,fa1",
                "22b59553 | fneg.d fa0,fa1",
                "00c5f553 | fadd.s fa0,fa1,fa2",
                "00c59553 | fadd.s fa0,fa1,fa2,rtz",
                "d2050553 | fcvt.d.w fa0,a0",
                "1605252f | lr.w.aqrl a0,(a0)",
                "0c55a52f | amoswap.w.aq a0,t0,(a1)",
                "00813083 | ld ra,8(sp)",
                "fea43c23 | sd a0,-8(s0)",
                "fffff537 | lui a0,0xfffff",
                "03f51513 | slli a0,a0,0x3f",
                "ffffffff | .4byte 0xffffffff"
            })
    void commonPseudoInstructionsAreWritten(String word, String text) {
        assertEquals(text, Disassembler.disassemble(Integer.parseUnsignedInt(word, 16), PC));
    }

    @Test
    void aCompressedInstructionIsWrittenAsWhatItExpandsTo() {
        assertEquals("ret", Disassembler.disassemble(0x8082, PC));
        assertEquals("ebreak", Disassembler.disassemble(0xdead_9002, PC));
        assertEquals(".2byte 0x0", Disassembler.disassemble(0, PC));
    }
}
