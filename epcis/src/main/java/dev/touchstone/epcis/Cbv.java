// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

import java.util.Locale;
import java.util.Set;

/// The standard vocabularies of CBV 2.0 (section 7) and the three ways to write their words.
public enum Cbv {
    /// Business steps.
    BIZ_STEP(
            "bizstep",
            "BizStep",
            """
            accepting arriving assembling collecting commissioning consigning
            creating_class_instance cycle_counting decommissioning departing destroying
            disassembling dispensing encoding entering_exiting holding inspecting installing
            killing loading other packing picking receiving removing repackaging repairing
            replacing reserving retail_selling sampling sensor_reporting shipping
            staging_outbound stock_taking stocking storing transporting unloading unpacking
            void_shipping
            """),
    /// Dispositions.
    DISPOSITION(
            "disp",
            "Disp",
            """
            active available completeness_inferred completeness_verified conformant
            container_closed container_open damaged destroyed dispensed disposed encoded expired
            in_progress in_transit inactive mismatch_class mismatch_instance mismatch_quantity
            needs_replacement no_pedigree_match non_conformant non_sellable_other
            partially_dispensed recalled reserved retail_sold returned sellable_accessible
            sellable_not_accessible stolen unavailable unknown
            """),
    /// Business transaction types.
    BIZ_TRANSACTION_TYPE(
            "btt",
            "BTT",
            "bol cert desadv inv pedigree po poc prodorder recadv rma testprd testres upevt"),
    /// Source and destination types.
    SOURCE_DEST_TYPE("sdt", "SDT", "location owning_party possessing_party"),
    /// Reasons of an error declaration.
    ERROR_REASON("er", "ER", "did_not_occur incorrect_data"),
    /// Components of a vector or place in a sensor report.
    COMPONENT(
            "comp",
            "Comp",
            """
            altitude axial_distance azimuth easting elevation_angle height latitude longitude
            northing polar_angle spherical_radius x y z
            """);

    private static final String WEB = "https://ref.gs1.org/cbv/";
    private static final String CURIE = "cbv:";

    private final String urnStem;
    private final String webName;

    @SuppressWarnings("ImmutableEnumChecker") // from Set.of, which never changes
    private final Set<String> words;

    Cbv(String urnName, String webName, String words) {
        this.urnStem = "urn:epcglobal:cbv:" + urnName.toLowerCase(Locale.ROOT) + ":";
        this.webName = webName + "-";
        this.words = Set.of(words.strip().split("\\s+", -1));
    }

    /// The bare words of this vocabulary.
    public Set<String> words() {
        return words;
    }

    /// The bare word for `text` when it is a word of this vocabulary in any of its forms: bare,
    /// `urn:epcglobal:cbv:...`, `https://ref.gs1.org/cbv/...` or `cbv:...`. Other texts come back
    /// as they are.
    public String bare(String text) {
        for (String stem : new String[] {urnStem, WEB + webName, CURIE + webName}) {
            if (text.startsWith(stem) && words.contains(text.substring(stem.length()))) {
                return text.substring(stem.length());
            }
        }
        return text;
    }

    /// The URI of a bare word, such as `https://ref.gs1.org/cbv/BizStep-shipping`; other texts are
    /// brought to that form if they are a word of this vocabulary, and else come back as they are.
    public String webUri(String text) {
        String bare = bare(text);
        return words.contains(bare) ? WEB + webName + bare : text;
    }

    /// The URN of a bare word, such as `urn:epcglobal:cbv:bizstep:shipping`, as EPCIS XML has it.
    public String urn(String text) {
        String bare = bare(text);
        return words.contains(bare) ? urnStem + bare : text;
    }
}
