package org.openledger.integration.distribution;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.ConstantValueAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.openledger.integration.besu.BesuHome;
import org.openledger.integration.besu.RequiresBesu;

class ConformanceTest {

  private static final String NAME = "org/hyperledger/besu/Doctored";
  private static final int PUBLIC = ClassFile.ACC_PUBLIC;
  private static final MethodTypeDesc TAKES_LONG = MethodTypeDesc.of(CD_void, CD_long);

  @Test
  @RequiresBesu
  void everySignatureIsBesusOwn() {
    ClassSource besu = ClassSource.ofJars(BesuHome.find().orElseThrow().jars());
    ClassSource signatures = signatures();
    assertThat(signatures.classes()).hasSizeGreaterThan(30);
    assertThat(Conformance.mismatches(signatures, besu)).isEmpty();
  }

  @Test
  @RequiresBesu
  void theAdapterImplementsAllThatBesuCallsOnIt() {
    ClassSource besu = ClassSource.ofJars(BesuHome.find().orElseThrow().jars());
    ClassSource adapter = adapter();
    assertThat(adapter.classes()).containsKey("org/openledger/besu/OpenLedgerPlugin");
    assertThat(Conformance.unimplemented(adapter, besu)).isEmpty();
  }

  /** By them the plugin tells calls that somebody only imagines from those of blocks. */
  @Test
  @RequiresBesu
  void everyClassThatTheAdapterNamesInATextIsBesusOwn() {
    ClassSource besu = ClassSource.ofJars(BesuHome.find().orElseThrow().jars());
    assertThat(Conformance.namedInTexts(adapter()))
        .filteredOn(it -> it.startsWith("org/openledger/besu/Simulation names "))
        .hasSize(2);
    assertThat(Conformance.namedInVain(adapter(), besu))
        .as("texts of the plugin that name classes of Besu")
        .isEmpty();
  }

  @Test
  void aClassThatIsNamedInVainIsFound() {
    ClassSource adapter =
        type(
            c ->
                c.withField(
                    "NAME",
                    CD_String,
                    f ->
                        f.withFlags(PUBLIC | ClassFile.ACC_STATIC | ClassFile.ACC_FINAL)
                            .with(ConstantValueAttribute.of("org.hyperledger.besu.Doctored"))));
    assertThat(Conformance.namedInVain(adapter, new ClassSource(Map.of())))
        .containsExactly(
            NAME + " names org.hyperledger.besu.Doctored, which this host does not have");
    assertThat(Conformance.namedInVain(adapter, adapter)).isEmpty();
  }

  @Test
  void signaturesConformToThemselves() {
    assertThat(Conformance.mismatches(signatures(), signatures())).isEmpty();
  }

  @Test
  void aMissingClassIsFound() {
    assertThat(Conformance.mismatches(type(c -> {}), new ClassSource(Map.of())))
        .containsExactly(NAME + " does not exist");
  }

  @Test
  void aMissingMethodAndAnotherDescriptorAreFound() {
    ClassSource signature = type(c -> c.withMethod("run", TAKES_LONG, PUBLIC, m -> abstractly()));
    ClassSource another =
        type(
            c ->
                c.withMethod("run", MethodTypeDesc.of(CD_void, CD_int), PUBLIC, m -> abstractly()));
    String line = NAME + ".run (J)V does not exist";
    assertThat(Conformance.mismatches(signature, type(c -> {}))).containsExactly(line);
    assertThat(Conformance.mismatches(signature, another)).containsExactly(line);
  }

  @Test
  void aMethodThatBecameStaticOrPrivateIsFound() {
    ClassSource signature = type(c -> c.withMethod("run", TAKES_LONG, PUBLIC, m -> abstractly()));
    ClassSource madeStatic =
        type(
            c -> c.withMethod("run", TAKES_LONG, PUBLIC | ClassFile.ACC_STATIC, m -> abstractly()));
    ClassSource madePrivate =
        type(c -> c.withMethod("run", TAKES_LONG, ClassFile.ACC_PRIVATE, m -> abstractly()));
    assertThat(Conformance.mismatches(signature, madeStatic))
        .containsExactly(NAME + ".run (J)V differs in being static");
    assertThat(Conformance.mismatches(signature, madePrivate))
        .containsExactly(NAME + ".run (J)V is not accessible");
  }

  @Test
  void aFieldOfAnotherTypeIsFound() {
    ClassSource signature = type(c -> c.withField("ZERO", CD_String, PUBLIC));
    assertThat(Conformance.mismatches(signature, type(c -> c.withField("ZERO", CD_Object, PUBLIC))))
        .containsExactly(NAME + ".ZERO Ljava/lang/String; does not exist");
  }

  @Test
  void aClassThatBecameAnInterfaceOrLeftItsParentIsFound() {
    ClassSource signature =
        type(c -> c.withInterfaceSymbols(ClassDesc.ofInternalName("java/lang/Runnable")));
    ClassSource madeInterface =
        type(
            c ->
                c.withFlags(PUBLIC | ClassFile.ACC_INTERFACE | ClassFile.ACC_ABSTRACT)
                    .withInterfaceSymbols(ClassDesc.ofInternalName("java/lang/Runnable")));
    assertThat(Conformance.mismatches(signature, madeInterface))
        .containsExactly(NAME + " differs in being INTERFACE");
    assertThat(Conformance.mismatches(signature, type(c -> {})))
        .containsExactly(NAME + " is no subtype of java/lang/Runnable");
  }

  @Test
  void aMemberThatMovedToAParentIsNoMismatch() {
    ClassSource signature =
        type(c -> c.withMethod("size", MethodTypeDesc.of(CD_int), PUBLIC, m -> abstractly()));
    ClassSource heir =
        type(c -> c.withSuperclass(ClassDesc.ofInternalName("java/util/AbstractCollection")));
    assertThat(Conformance.mismatches(signature, heir)).isEmpty();
  }

  private static ClassSource adapter() {
    return ClassSource.ofDirectory(Distribution.root().resolve("plugins/besu/target/classes"));
  }

  private static ClassSource signatures() {
    return ClassSource.ofDirectory(Distribution.root().resolve("plugins/besu-api/target/classes"));
  }

  private static ClassSource type(Consumer<ClassBuilder> members) {
    byte[] bytes =
        ClassFile.of()
            .build(
                ClassDesc.ofInternalName(NAME),
                builder -> {
                  builder.withFlags(PUBLIC | ClassFile.ACC_SUPER);
                  members.accept(builder);
                });
    return new ClassSource(Map.of(NAME, bytes));
  }

  /** Nobody loads these classes: a method needs no code. */
  private static void abstractly() {}
}
