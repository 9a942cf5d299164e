package vesper.stress.mutant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each fault of the translator makes its program end with another result than the manual's; as shipped, none does. */
class TranslatorMutantsTest {
    private static final ClassLoader LOADER = TranslatorMutantsTest.class.getClassLoader();

    @ParameterizedTest
    @EnumSource
    void isCaughtWhereTheShippedMachinePasses(TranslatorMutant mutant) throws Exception {
        Scenario shipped = new MachineLoader(LOADER, List.of()).scenario(mutant.scenario());
        assertEquals(0, shipped.run(), mutant.scenario() + " on the machine as shipped");
        Scenario faulty = new MachineLoader(LOADER, mutant.edits()).scenario(mutant.scenario());
        assertEquals(1, faulty.run(), mutant + " shows nothing in " + mutant.scenario());
    }
}
