package vesper.stress.litmus.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong is told with its line, and with what was expected. */
class LitmusSyntaxTest {
    private static final Pattern MESSAGE = Pattern.compile("t\\.litmus:[1-9][0-9]*: expected .+, found .+");
    private static final String SIGNS = "{}()[]|;:=,~\\/*\"+-&x0";
    private static final int MUTANTS = 30_000;

    private static String error(String text) {
        String message =
                String.valueOf(assertThrows(LitmusSyntaxException.class, () -> LitmusParser.parse("t.litmus", text))
                        .getMessage());
        assertTrue(MESSAGE.matcher(message).matches(), message);
        return message.substring("t.litmus:".length());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "lw x5,0(x32)       | 4: expected a register, found 'x32'",
                "lw x5,0[x6]        | 4: expected '(', found '['",
                "lw x5,4096(x6)     | 4: expected a number from -2048 to 2047, found '4096'",
                "lw x5              | 4: expected ',', found nothing",
                "lw.aq x5,4(x6)     | 4: expected offset 0, as atomic instructions have no other, found '4'",
                "lr.w x5,4(x6)      | 4: expected offset 0, as atomic instructions have no other, found '4'",
                "slliw x5,x5,32     | 4: expected a number from 0 to 31, found '32'",
                "fence r            | 4: expected ',', found nothing",
                "fence wr,r         | 4: expected letters of iorw, in this order, found 'wr'",
                "bne x5,x0,NOWHERE  | 4: expected a label of this thread, found 'NOWHERE'",
                "L: ; L: nop        | 4: expected each label once, found 'L' again",
                "5                  | 4: expected a label or an instruction, found '5'",
                "li x5,x6           | 4: expected a number, found 'x6'",
                "li x5,0x1ffffffffffffffff | 4: expected a number of 64 bits, found '0x1ffffffffffffffff'",
            })
    void codeIsRefusedWithItsLine(String code, String message) {
        assertEquals(message, error(Samples.textOf(code)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "0:x5=        | 2: expected a number or a location, found '}'",
                "1:x5=1       | 2: expected a thread from 0 to 0, found '1'",
                "0:x0=1       | 2: expected a register other than x0, which is always 0, found '0'",
                "0:x5=1; 0:x5=2 | 2: expected one value for each register, found '0'",
                "x=1; x=2     | 2: expected one value for each location, found 'x'",
                "float x      | 2: expected a type such as int or uint64_t, found 'float'",
                "x=1 y=2      | 2: expected ';', found 'y'",
                "int x[2]={1} | 2: expected 2 values, found '}'",
                "int x[0]     | 2: expected an array of at least one element, found 'x'",
                "int x[9999]  | 2: expected a length from 0 to 512, found '9999'",
                "int x=y      | 2: expected a number, as int holds no address, found 'y'",
                "0x6=x        | 2: expected ':', found '='",
            })
    void initialStateIsRefusedWithItsLine(String init, String message) {
        String text = "RISCV t\n{ " + init + " }\nP0 ;\nnop ;\nexists (0:x5=1)\n";
        assertEquals(message, error(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`exists`           | 5: expected a location, or a register such as 0:x5, found the end of the file",
                "exists (x=1        | 5: expected ')', found the end of the file",
                "exists (x=1) y     | 5: expected nothing behind the condition, found 'y'",
                "exists (nowhere=1) | 5: expected a location of this test, found 'nowhere'",
                "exists (0:x5=q)    | 5: expected a location of this test, found 'q'",
                "exists (3:x5=1)    | 5: expected a thread from 0 to 0, found '3'",
                "exists (z=1)       | 5: expected an element from z[0] to [1], found 'z'",
                "exists (z[2]=1)    | 5: expected an element from z[0] to [1], found 'z'",
                "exists (x[0]=1)    | 5: expected no index, as x is no array, found 'x'",
                "~forall (x=1)      | 5: expected exists, ~exists or forall, found 'forall'",
                "exist (x=1)        | 5: expected ';', found the end of the file",
                "locations [x       | 5: expected ';', found the end of the file",
                "filter (x=1)       | 5: expected exists, ~exists or forall, found the end of the file",
                "exists (* x=1      | 5: expected '*)' at the end of the comment, found the end of the file",
            })
    void tailIsRefusedWithItsLine(String tail, String message) {
        assertEquals(message, error("RISCV t\n{ 0:x6=x; int z[2]; }\nP0 ;\nnop ;\n" + tail));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``              | 1: expected 'RISCV' and the test's name, found the end of the file",
                "AArch64 SB      | 1: expected 'RISCV' and the test's name, found 'AArch64'",
                "`RISCV`         | 1: expected the test's name behind 'RISCV', found the end of the file",
                "RISCV t         | 1: expected Key=value, a text in quotes, or '{', found the end of the file",
                "RISCV t~hello   | 2: expected Key=value, a text in quotes, or '{', found 'hello'",
                "RISCV t~\"hello | 2: expected '\"', found the end of the file",
                "RISCV t~{ x=1;  | 2: expected a register, a location or a type, found the end of the file",
                "RISCV t~{}~P1 ; | 3: expected 'P0', found 'P1'",
                "RISCV t~{}~P0   | 3: expected ';', found the end of the file",
                "RISCV t~{}~P0 ; | 3: expected exists, ~exists or forall, found the end of the file",
            })
    void headIsRefusedWithItsLine(String text, String message) {
        assertEquals(message, error(text.replace('~', '\n')));
    }

    @Test
    void whatStandsBehindAnInstructionOrARowIsNamed() {
        assertEquals("4: expected '|' or ';' behind 'li x5,1', found 'nop'", error(Samples.textOf("li x5,1 nop")));
        assertEquals("5: expected ';', found '|'", error(Samples.textOf("nop", "nop | nop")));
    }

    @Test
    void missingColumnIsNamed() {
        String text = "RISCV t\n{}\nP0 | P1 ;\nnop ;\nexists (0:x5=1)";
        assertEquals("4: expected '|' and column P1, found ';'", error(text));
    }

    @Test
    void propositionsInsideEachOtherHaveAnEnd() {
        String text = Samples.textOf("nop").replace("(x=1)", "(".repeat(100_000) + "x=1" + ")".repeat(100_000));
        assertEquals("5: expected at most 200 propositions inside each other, found '('", error(text));
    }

    @Test
    void commentsInsideEachOtherHaveNone() {
        String comments = "(* ".repeat(100_000) + " *)".repeat(100_000);
        assertEquals(
                "one",
                Samples.parse(Samples.textOf("nop").replace("nop", comments + "nop"))
                        .name());
    }

    /** Every mutant is a test or is refused as it should be; no other exception leaves the parser. */
    @Test
    void spoiltFilesAreTestsOrAreRefused() {
        Random random = new Random(4);
        int refused = 0;
        for (int i = 0; i < MUTANTS; i++) {
            String text = spoil(Samples.ALL.get(i % Samples.ALL.size()), random);
            try {
                LitmusParser.parse("t.litmus", text);
            } catch (LitmusSyntaxException e) {
                String message = String.valueOf(e.getMessage());
                assertTrue(MESSAGE.matcher(message).matches(), message);
                refused++;
            }
        }
        assertTrue(refused > MUTANTS / 4, refused + " of " + MUTANTS);
    }

    private static String spoil(String text, Random random) {
        StringBuilder spoilt = new StringBuilder(text);
        for (int changes = 1 + random.nextInt(3); changes > 0 && !spoilt.isEmpty(); changes--) {
            int place = random.nextInt(spoilt.length());
            int end = Math.min(spoilt.length(), place + 1 + random.nextInt(8));
            switch (random.nextInt(5)) {
                case 0 -> spoilt.setCharAt(place, (char) random.nextInt(1, 256));
                case 1 -> spoilt.delete(place, end);
                case 2 -> spoilt.insert(random.nextInt(spoilt.length()), spoilt.substring(place, end));
                case 3 -> spoilt.setCharAt(place, SIGNS.charAt(random.nextInt(SIGNS.length())));
                default -> spoilt.setLength(Math.max(1, place));
            }
        }
        return spoilt.toString();
    }
}
