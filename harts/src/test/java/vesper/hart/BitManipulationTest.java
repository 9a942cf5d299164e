package vesper.hart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vesper.isa.Register.*;

import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import vesper.hart.code.Op;
import vesper.isa.Instruction;
import vesper.isa.Mnemonic;
import vesper.isa.Operand;

/** An example of each instruction that computes and has no constant in {@link Op}, on each engine. */
class BitManipulationTest {
    /** Mnemonic, rs1, rs2 or the immediate, rd. */
    static final String[] EXAMPLES = {
        "add.uw    0xffffffff00000001 0x10               0x11",
        "sh1add    3                  0x100              0x106",
        "sh2add    3                  0x100              0x10c",
        "sh3add    3                  0x100              0x118",
        "sh1add.uw 0xf80000000        1                  0x100000001",
        "sh2add.uw 0xf80000000        1                  0x200000001",
        "sh3add.uw 0xf80000000        1                  0x400000001",
        "slli.uw   0xf80000001        4                  0x800000010",
        "andn      0xff               0x0f               0xf0",
        "orn       0x0f               0xffffffffffffff00 0xff",
        "xnor      0xff               0x0f               0xffffffffffffff0f",
        "clz       1                  0                  63",
        "ctz       0x100              0                  8",
        "cpop      0xffffffffffffffff 0                  64",
        "clzw      0xffffffff00000001 0                  31",
        "ctzw      0x100000000        0                  32",
        "cpopw     0xffffffffffffffff 0                  32",
        "max       0xffffffffffffffff 1                  1",
        "maxu      0xffffffffffffffff 1                  0xffffffffffffffff",
        "min       0xffffffffffffffff 1                  0xffffffffffffffff",
        "minu      0xffffffffffffffff 1                  1",
        "sext.b    0x80               0                  0xffffffffffffff80",
        "sext.h    0x8000             0                  0xffffffffffff8000",
        "zext.h    0xffffffffffffffff 0                  0xffff",
        "rol       0x8000000000000001 65                 3",
        "rolw      0x80000001         33                 3",
        "ror       3                  65                 0x8000000000000001",
        "rorw      1                  33                 0xffffffff80000000",
        "rori      3                  1                  0x8000000000000001",
        "roriw     1                  1                  0xffffffff80000000",
        "orc.b     0x0100000000008001 0                  0xff0000000000ffff",
        "rev8      0x0102030405060708 0                  0x0807060504030201",
        "bclr      0xff               67                 0xf7",
        "bclri     0xff               3                  0xf7",
        "bext      8                  67                 1",
        "bexti     8                  3                  1",
        "binv      0                  127                0x8000000000000000",
        "binvi     0                  63                 0x8000000000000000",
        "bset      1                  65                 3",
        "bseti     1                  1                  3",
    };

    private static Instruction row(String example) {
        return Objects.requireNonNull(Mnemonic.parse(example.split(" +", -1)[0]), example)
                .row();
    }

    private static long number(String text) {
        return text.startsWith("0x") ? Long.parseUnsignedLong(text.substring(2), 16) : Long.parseLong(text);
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void eachComputesWhatTheManualSays(String example) {
        Instruction row = row(example);
        String[] words = example.split(" +", -1);
        long[] operands = row.format().operands().stream()
                .mapToLong(operand -> switch (operand) {
                    case RD -> S2.number();
                    case RS1 -> S3.number();
                    case RS2 -> S4.number();
                    default -> number(words[2]);
                })
                .toArray();
        boolean two = row.format().operands().contains(Operand.RS2);
        Guest guest = EachEngine.same(a -> {
            a.li(S3, number(words[1]));
            a.li(S4, two ? number(words[2]) : 0);
            a.emit(row, operands);
        });
        assertEquals(Long.toHexString(number(words[3])), Long.toHexString(guest.x(S2)));
    }

    @Test
    void eachHasAnExample() {
        Set<Instruction> shown =
                Stream.of(EXAMPLES).map(BitManipulationTest::row).collect(Collectors.toSet());
        Set<Instruction> missing = Arrays.stream(Instruction.values())
                .filter(row -> Op.of(row) >= Op.FIRST_BIT_MANIPULATION && Op.of(row) < Op.FIRST_ATOMIC)
                .filter(row -> !shown.contains(row))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), missing);
    }
}
