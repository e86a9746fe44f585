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
    VERTEBRAL_FRACTURE_SUSPECTED(Clearance.NO_PLAN),
    AXIAL_SPA,
    FUSED_SPINE,
    RHEUMATOID_ARTHRITIS,
    ATLANTOAXIAL_INSTABILITY,
    DOWN_SYNDROME,
    HYPERMOBILITY,
    PREGNANCY(Clearance.APPROVAL),
    PRE_ECLAMPSIA(Clearance.NO_PLAN),
    PLACENTA_PRAEVIA(Clearance.NO_PLAN),
    RUPTURED_MEMBRANES(Clearance.NO_PLAN),
    SEVERE_ANAEMIA_IN_PREGNANCY(Clearance.NO_PLAN),
    HEART_OR_LUNG_DISEASE_IN_PREGNANCY(Clearance.NO_PLAN),
    HYPERTENSION,
    HYPERTENSION_UNCONTROLLED,
    CARDIAC_DISEASE(Clearance.APPROVAL),
    CARDIAC_EVENT_RECENT(Clearance.APPROVAL),
    ANEURYSM(Clearance.APPROVAL),
    AORTIC_DISEASE(Clearance.APPROVAL),
    MARFAN(Clearance.APPROVAL),
    VERTIGO,
    BPPV,
    CONCUSSION_RECENT,
    CERVICAL_ARTERY_SYMPTOMS(Clearance.NO_PLAN),
    CERVICAL_RADICULOPATHY,
    SHOULDER_IMPINGEMENT,
    ROTATOR_CUFF_PAIN,
    SHOULDER_INSTABILITY,
    GLAUCOMA,
    RETINAL_PROBLEM,
    EYE_SURGERY_RECENT(Clearance.APPROVAL_WITHIN_TWELVE_WEEKS),
    REFLUX,
    HIATUS_HERNIA,
    KNEE_PROBLEM,
    WRIST_PROBLEM,
    KNEELING_LIMIT,
    ABDOMINAL_SURGERY(Clearance.APPROVAL_WITHIN_TWELVE_WEEKS),
    THORACIC_SURGERY(Clearance.APPROVAL_WITHIN_TWELVE_WEEKS),
    BREAST_SURGERY(Clearance.APPROVAL_WITHIN_TWELVE_WEEKS),
    HERNIA,
    ANTICOAGULANT,
    BLEEDING_DISORDER,
    SKIN_LESION,
    SHINGLES,
    DVT,
    FALL_RISK,
    ACUTE_INFECTION(Clearance.NO_PLAN),
    SEVERE_DOMS,
    DARK_URINE(Clearance.NO_PLAN),
    ASTHMA,
    DIABETES,
    CANCER_HISTORY(Clearance.NO_PLAN),
    SPINAL_METASTASIS_POSSIBLE(Clearance.NO_PLAN);

    /// What there must be before there is any plan at all: nothing, a clinician's approval, or what nobody can give.
    enum Clearance {
        NONE,
        APPROVAL_WITHIN_TWELVE_WEEKS,
        APPROVAL,
        NO_PLAN
    }

    private static final Map<String, Condition> BY_CODE =
            Stream.of(values()).collect(toUnmodifiableMap(Condition::code, Function.identity()));

    private final Clearance clearance;
    private final String code = name().toLowerCase(Locale.ROOT);

    Condition() {
        this(Clearance.NONE);
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
