package org.scapula.planner.week;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// The closed list of conditions a plan takes into account. A word that is not on it is refused, never ignored.
public enum Condition {
    OSTEOPOROSIS,
    SYSTEMIC_STEROIDS,
    VERTEBRAL_FRACTURE,
    VERTEBRAL_FRACTURE_SUSPECTED(Clearance.ALWAYS),
    AXIAL_SPA,
    FUSED_SPINE,
    RHEUMATOID_ARTHRITIS,
    ATLANTOAXIAL_INSTABILITY,
    DOWN_SYNDROME,
    HYPERMOBILITY,
    PREGNANCY(Clearance.ALWAYS),
    PRE_ECLAMPSIA(Clearance.ALWAYS),
    PLACENTA_PRAEVIA(Clearance.ALWAYS),
    RUPTURED_MEMBRANES(Clearance.ALWAYS),
    SEVERE_ANAEMIA_IN_PREGNANCY(Clearance.ALWAYS),
    HEART_OR_LUNG_DISEASE_IN_PREGNANCY(Clearance.ALWAYS),
    HYPERTENSION,
    HYPERTENSION_UNCONTROLLED,
    CARDIAC_DISEASE(Clearance.ALWAYS),
    CARDIAC_EVENT_RECENT(Clearance.ALWAYS),
    ANEURYSM(Clearance.ALWAYS),
    AORTIC_DISEASE(Clearance.ALWAYS),
    MARFAN(Clearance.ALWAYS),
    VERTIGO,
    BPPV,
    CONCUSSION_RECENT,
    CERVICAL_ARTERY_SYMPTOMS(Clearance.ALWAYS),
    CERVICAL_RADICULOPATHY,
    SHOULDER_IMPINGEMENT,
    ROTATOR_CUFF_PAIN,
    SHOULDER_INSTABILITY,
    GLAUCOMA,
    RETINAL_PROBLEM,
    EYE_SURGERY_RECENT(Clearance.FIRST_TWELVE_WEEKS),
    REFLUX,
    HIATUS_HERNIA,
    KNEE_PROBLEM,
    WRIST_PROBLEM,
    KNEELING_LIMIT,
    ABDOMINAL_SURGERY(Clearance.FIRST_TWELVE_WEEKS),
    THORACIC_SURGERY(Clearance.FIRST_TWELVE_WEEKS),
    BREAST_SURGERY(Clearance.FIRST_TWELVE_WEEKS),
    HERNIA,
    ANTICOAGULANT,
    BLEEDING_DISORDER,
    SKIN_LESION,
    SHINGLES,
    DVT,
    FALL_RISK,
    ACUTE_INFECTION(Clearance.ALWAYS),
    SEVERE_DOMS,
    DARK_URINE(Clearance.ALWAYS),
    ASTHMA,
    DIABETES,
    CANCER_HISTORY(Clearance.ALWAYS),
    SPINAL_METASTASIS_POSSIBLE(Clearance.ALWAYS);

    /// When a clinician must agree before there is any plan at all.
    enum Clearance {
        NEVER,
        FIRST_TWELVE_WEEKS,
        ALWAYS
    }

    private static final Map<String, Condition> BY_CODE =
            Stream.of(values()).collect(toUnmodifiableMap(Condition::code, Function.identity()));

    private final Clearance clearance;
    private final String code = name().toLowerCase(Locale.ROOT);

    Condition() {
        this(Clearance.NEVER);
    }

    Condition(Clearance clearance) {
        this.clearance = clearance;
    }

    public String code() {
        return code;
    }

    /// The spoken form: "heart or lung disease in pregnancy".
    public String words() {
        return code().replace('_', ' ');
    }

    public static Optional<Condition> of(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    Clearance clearance() {
        return clearance;
    }
}
