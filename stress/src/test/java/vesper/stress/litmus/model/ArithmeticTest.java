package vesper.stress.litmus.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Instructions compute in a litmus test what the manual says. */
class ArithmeticTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            li x7,-1; srli x7,x7,60                    | 15
            li x7,-16; srai x7,x7,2                    | -4
            li x7,0x7fffffff; addiw x7,x7,1            | -2147483648
            li x7,-1; sltiu x7,x7,-1                   | 0
            li x7,-1; sltu x7,x5,x7                    | 1
            li x7,-1; slt x7,x7,x5                     | 1
            lui x7,0x80000                             | -2147483648
            li x7,33; sllw x7,x5,x7                    | 2
            li x7,33; sll x7,x5,x7                     | 8589934592
            li x7,-1; srlw x7,x7,x5                    | 2147483647
            li x7,-2; sraw x7,x7,x5                    | -1
            li x7,-1; mulhu x7,x7,x7                   | -2
            li x7,-1; mulhsu x7,x7,x7                  | -1
            li x7,-1; mulh x7,x7,x7                    | 0
            div x7,x5,x0                               | -1
            rem x7,x5,x0                               | 1
            li x7,-7; li x9,2; div x7,x7,x9            | -3
            li x7,-7; li x9,2; rem x7,x7,x9            | -1
            li x7,-1; divuw x7,x7,x5                   | -1
            li x7,-1; zext.w x7,x7                     | 4294967295
            li x7,3; sh3add x7,x7,x5                   | 25
            li x7,-1; sb x7,0(x6); lb x7,0(x6)         | -1
            li x7,-1; sb x7,0(x6); lbu x7,0(x6)        | 255
            li x7,-1; sw x7,0(x6); lwu x7,0(x6)        | 4294967295
            li x7,-1; sh x7,2(x6); lw x7,0(x6)         | -65536
            li x7,-1; amomaxu.w x0,x7,(x6); ld x7,0(x6) | 4294967295
            li x7,-1; amomin.d x0,x7,(x6); ld x7,0(x6) | -1
            li x7,7; sd x7,0(x6); li x9,7; amocas.d x9,x5,(x6); ld x7,0(x6) | 1
            li x7,7; sd x7,0(x6); amocas.d x0,x5,(x6); ld x7,0(x6) | 7
            li x7,9; mv x0,x7; mv x7,x0                | 0
            """)
    void theRegisterHolds(String thread, long value) {
        assertEquals(Verdict.ALWAYS, Tests.verdict(Tests.of("0:x7=" + value, thread), Model.SC));
    }
}
