package vesper.hart.region;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/** The classes of a running hart that generated code names; {@code NamesTest} finds each. */
final class Names {
    private static final String MEMORY_PACKAGE = "vesper.hart.memory";
    private static final String EXECUTE_PACKAGE = "vesper.hart.execute";

    /** Where regions and what they call live. */
    static final String TRANSLATE_PACKAGE = "vesper.hart.translate";

    static final ClassDesc TRAP = ClassDesc.of("vesper.hart.state", "Trap");
    static final ClassDesc ATTENTION = ClassDesc.of("vesper.hart.state", "Attention");
    static final ClassDesc PORT = ClassDesc.of(MEMORY_PACKAGE, "DirectPort");
    static final ClassDesc MEMORY_PORT = ClassDesc.of(MEMORY_PACKAGE, "MemoryPort");
    static final ClassDesc MEMORY = ClassDesc.of("vesper.bus", "DirectAccess");
    static final ClassDesc INSTRUCTION = ClassDesc.of("vesper.isa", "Instruction");
    static final ClassDesc NO_WAY = MEMORY.nested("NoWay");
    static final ClassDesc ATOMICS = ClassDesc.of(EXECUTE_PACKAGE, "Atomics");
    static final ClassDesc DIVISION = ClassDesc.of(EXECUTE_PACKAGE, "Division");
    static final ClassDesc BIT_MANIPULATION = ClassDesc.of(EXECUTE_PACKAGE, "BitManipulation");
    static final ClassDesc REGION = ClassDesc.of(TRANSLATE_PACKAGE, "Region");
    static final ClassDesc ALL_BRANCHES = ClassDesc.of(TRANSLATE_PACKAGE, "AllBranches");
    static final ClassDesc HART = ClassDesc.of(TRANSLATE_PACKAGE, "RegionHart");
    static final ClassDesc SUPPORT = ClassDesc.of(TRANSLATE_PACKAGE, "RegionSupport");
    static final ClassDesc FP_STATUS = ClassDesc.of("vesper.hart.fp", "FpStatus");
    static final ClassDesc FLOAT64 = ClassDesc.of("vesper.hart.fp", "Float64");
    static final ClassDesc LONGS = CD_long.arrayType();
    static final ClassDesc JAVA_LONG = ClassDesc.of("java.lang.Long");
    static final ClassDesc JAVA_MATH = ClassDesc.of("java.lang.Math");

    static final MethodTypeDesc RUN = MethodTypeDesc.of(CD_long, HART, CD_int, CD_long);
    static final MethodTypeDesc LONG_LONG_TO_LONG = MethodTypeDesc.of(CD_long, CD_long, CD_long);
    static final MethodTypeDesc INT_INT_TO_INT = MethodTypeDesc.of(CD_int, CD_int, CD_int);
    static final MethodTypeDesc LONG_LONG_TO_INT = MethodTypeDesc.of(CD_int, CD_long, CD_long);
    static final MethodTypeDesc LOAD_INT = MethodTypeDesc.of(CD_int, LONGS, CD_long);
    static final MethodTypeDesc LOAD_LONG = MethodTypeDesc.of(CD_long, LONGS, CD_long);
    static final MethodTypeDesc STORE_INT = MethodTypeDesc.of(CD_void, LONGS, CD_long, CD_int);
    static final MethodTypeDesc STORE_LONG = MethodTypeDesc.of(CD_void, LONGS, CD_long, CD_long);

    private Names() {}
}
