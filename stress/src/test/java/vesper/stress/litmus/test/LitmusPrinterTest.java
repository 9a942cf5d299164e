package vesper.stress.litmus.test;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** What is printed is read as the same test. */
class LitmusPrinterTest {
    @Test
    void testInTheUsualLayoutIsPrintedAsItWas() {
        String text = Samples.MESSAGE_PASSING;
        assertEquals(text, LitmusPrinter.print(Samples.parse(text)));
    }

    @Test
    void everySampleIsReadBackTheSame() {
        for (String text : Samples.ALL) {
            LitmusTest test = Samples.parse(text);
            LitmusTest again = Samples.parse(LitmusPrinter.print(test));
            assertEquals(test.name(), again.name());
            assertEquals(test.doc(), again.doc());
            assertEquals(test.info(), again.info());
            assertEquals(test.init(), again.init());
            assertEquals(test.locations(), again.locations());
            assertEquals(test.filter(), again.filter());
            assertEquals(test.condition(), again.condition());
            for (int i = 0; i < test.threads().size(); i++) {
                assertEquals(
                        test.threads().get(i).steps(), again.threads().get(i).steps());
                assertEquals(
                        test.threads().get(i).labels(), again.threads().get(i).labels());
            }
            assertEquals(LitmusPrinter.print(test), LitmusPrinter.print(again));
        }
    }
}
