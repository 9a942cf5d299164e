package vesper.stress.litmus.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a test finds in registers and memory, and what is read of them afterwards. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuestStateTest {
    private static final int ITERATIONS = 300;

    private final LitmusMachine machine = new LitmusMachine(2);

    @AfterAll
    void stop() {
        machine.close();
    }

    private void assertOnly(String state, String text) {
        assertEquals(Set.of(state), Tests.states(Tests.run(machine, text, ITERATIONS)));
    }

    /** One piece of text for each of x1 to x31, but for one. */
    private static String each(int spared, String between, IntFunction<String> text) {
        return IntStream.rangeClosed(1, 31)
                .filter(register -> register != spared)
                .mapToObj(text)
                .collect(Collectors.joining(between));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 6, 7, 8, 9, 30, 31})
    void aTestMayUseEveryRegister(int spared) {
        String text = """
                RISCV registers
                { %s 1:x6=x; }
                 P0 | P1 ;
                %s
                locations [%s]
                exists (true)
                """.formatted(
                        each(spared, " ", n -> "0:x%d=%d;".formatted(n, n)),
                        each(spared, "\n", n -> " addi x%d,x%d,1000 | lw x5,0(x6) ;".formatted(n, n)),
                        each(spared, " ", n -> "0:x%d;".formatted(n)));
        assertOnly(each(spared, " ", n -> "0:x%d=%d;".formatted(n, 1000 + n)), text);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9, 31})
    void everyRegisterMayHoldAnAddress(int spared) {
        String text = """
                RISCV addresses
                { x=7; %s }
                 P0 ;
                %s
                locations [%s]
                exists (true)
                """.formatted(
                        each(spared, " ", n -> "0:x%d=x;".formatted(n)),
                        each(spared, "\n", n -> " lw x0,0(x%d) ;".formatted(n)),
                        each(spared, " ", n -> "0:x%d;".formatted(n)));
        assertOnly(each(spared, " ", n -> "0:x%d=x;".formatted(n)), text);
    }

    @Test
    void constantsOfAllSizesArriveAndTheRestIsZero() {
        assertOnly("0:x5=-1; 0:x6=9223372036854775807; 0:x7=-2147483648; 0:x8=0; 0:x9=4096;", """
                RISCV constants
                { 0:x5=-1; 0:x6=9223372036854775807; 0:x7=-2147483648; 0:x9=4096; }
                 P0          ;
                 addi x8,x8,0 ;
                exists (0:x5=0 /\\ 0:x6=0 /\\ 0:x7=0 /\\ 0:x8=0 /\\ 0:x9=0)
                """);
    }

    @Test
    void eachIterationStartsWithTheInitialState() {
        assertOnly("0:x5=5; [x]=6; [y]=0;", """
                RISCV initial
                { x=5; 0:x6=x; 0:x7=y; }
                 P0             ;
                 lw x5,0(x6)    ;
                 addi x8,x5,1   ;
                 sw x8,0(x6)    ;
                 sw x0,0(x7)    ;
                exists (0:x5=0 /\\ x=0 /\\ y=1)
                """);
    }

    @Test
    void widthsAndOffsetsLandInTheirBytes() {
        assertOnly("0:x10=-2; 0:x11=254; 0:x12=65535; [x]=-72057594037927938; y[0]=0; y[1]=-3; [z]=255;", """
                RISCV widths
                {
                int64_t x=-1; int16_t y[2]; uint8_t z=255;
                0:x5=-2; 0:x6=x; 0:x7=y; 0:x8=z; 0:x9=-3;
                }
                 P0            ;
                 sb x5,0(x6)   ;
                 sb x5,7(x6)   ;
                 sh x9,2(x7)   ;
                 lb x10,0(x6)  ;
                 lbu x11,0(x6) ;
                 lhu x12,2(x6) ;
                exists (0:x10=0 /\\ 0:x11=0 /\\ 0:x12=0 /\\ x=0 /\\ y[0]=1 /\\ y[1]=0 /\\ z=0)
                """);
    }

    @Test
    void memoryMayHoldAddresses() {
        assertOnly("0:x5=y; 0:x7=3; [x]=z;", """
                RISCV pointers in memory
                { int64_t x=y; y=3; z=4; 0:x6=x; 0:x8=z; }
                 P0          ;
                 ld x5,0(x6) ;
                 lw x7,0(x5) ;
                 sd x8,0(x6) ;
                exists (0:x5=z /\\ 0:x7=0 /\\ x=y)
                """);
    }

    @Test
    void branchesGoToTheirLabels() {
        assertOnly("0:x5=10; 0:x6=0; 0:x7=1;", """
                RISCV branches
                { 0:x6=10; }
                 P0              ;
                 LC00:           ;
                 addi x5,x5,1    ;
                 addi x6,x6,-1   ;
                 bne x6,x0,LC00  ;
                 beq x6,x0,LC01  ;
                 addi x5,x5,99   ;
                 LC01:           ;
                 fence.i         ;
                 addi x7,x7,1    ;
                 j LC02          ;
                 addi x7,x7,99   ;
                 LC02:           ;
                exists (0:x5=0 /\\ 0:x6=0 /\\ 0:x7=0)
                """);
    }

    @Test
    void aReservationOfAnEarlierIterationIsGone() {
        assertOnly("0:x5=0; 0:x7=0; 0:x9=1; [x]=1;", """
                RISCV reservations
                { 0:x6=x; 0:x8=1; }
                 P0               ;
                 sc.w x9,x8,(x6)  ;
                 lr.w x5,(x6)     ;
                 sc.w x7,x8,(x6)  ;
                 lr.w x10,(x6)    ;
                exists (0:x5=1 /\\ 0:x7=1 /\\ 0:x9=0 /\\ x=0)
                """);
    }
}
