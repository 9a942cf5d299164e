package vesper.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The tests' own look at an image, which they rely on where there is no fsck.minix, can fail. */
class AuditTest {
    @Test
    void aGoodImageHasNoProblems() throws BadTree {
        assertEquals(
                0, Audit.problems(new MinixReader(PlantedFault.goodImage())).size());
    }

    @ParameterizedTest
    @EnumSource(PlantedFault.class)
    void aPlantedFaultIsFound(PlantedFault fault) throws BadTree {
        byte[] image = PlantedFault.goodImage();
        fault.plant(image);
        assertFalse(Audit.problems(new MinixReader(image)).isEmpty());
    }
}
