// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

import dev.touchstone.epcis.EpcisProblem.Rule;
import dev.touchstone.gs1.Gs1Exception;
import dev.touchstone.gs1.ItemKey;
import java.time.DateTimeException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// The rules on single values of EPCIS JSON (EPCIS 2.0, section 9 and its JSON schema).
final class Checks {
    /// Largest power of ten, up or down, of a number: wider than any measure and than a double.
    static final int EXPONENT_MAX = 400;

    static final Check ANY = (node, at, walk) -> {};
    static final Check TEXT = (node, at, walk) -> text(node, at);
    static final Check BOOLEAN =
            (node, at, walk) -> {
                if (!node.isBoolean()) {
                    throw wrongType("true or false", node, at);
                }
            };
    static final Check NUMBER = (node, at, walk) -> number(node, at);
    static final Check URI = (node, at, walk) -> uri(text(node, at), at);
    static final Check TIME = (node, at, walk) -> time(text(node, at), at);
    static final Check VERSION =
            pattern("2(\\.\\d{1,9}){0,9}", "a version number of EPCIS 2, such as 2.0");
    static final Check OFFSET =
            pattern("[+-](?:(?:0\\d|1[0-3]):[0-5]\\d|14:00)", "an offset such as +08:00");
    static final Check UOM =
            pattern("[A-Z0-9]{2,3}", "a unit code of 2 or 3 characters (UNECE Rec. 20)");
    static final Check HEX = pattern("[A-Fa-f0-9]+", "hexadecimal digits");
    static final Check ACTION = words(Set.of("ADD", "OBSERVE", "DELETE"), "an action");
    static final Check EPC =
            (node, at, walk) -> {
                walk.countEpcs(1, at);
                URI.check(node, at, walk);
            };

    private static final List<String> CBV_STEMS =
            List.of("urn:epcglobal:cbv", "http://ns.gs1.org/cbv/", "https://ns.gs1.org/cbv/");
    private static final List<String> VOC_STEMS =
            List.of(
                    "http://gs1.org/voc/",
                    "https://gs1.org/voc/",
                    "http://www.gs1.org/voc/",
                    "https://www.gs1.org/voc/");
    private static final Set<String> MEASUREMENT_TYPES =
            Set.of(
                    """
                    AbsoluteHumidity AbsorbedDose AbsorbedDoseRate Acceleration Altitude
                    AmountOfSubstance AmountOfSubstancePerUnitVolume Angle AngularAcceleration
                    AngularMomentum AngularVelocity Area Capacitance Conductance Conductivity Count
                    Density Dimensionless DoseEquivalent DoseEquivalentRate DynamicViscosity
                    ElectricCharge ElectricCurrent ElectricCurrentDensity ElectricFieldStrength
                    Energy Exposure Force Frequency Illuminance Inductance Irradiance
                    KinematicViscosity Length LinearMomentum Luminance LuminousFlux
                    LuminousIntensity MagneticFlux MagneticFluxDensity MagneticVectorPotential Mass
                    MassConcentration MassFlowRate MassPerAreaTime MemoryCapacity MolalityOfSolute
                    MolarEnergy MolarMass MolarVolume Power Pressure RadiantFlux RadiantIntensity
                    Radioactivity RelativeHumidity Resistance Resistivity SolidAngle SpecificVolume
                    Speed SurfaceDensity SurfaceTension Temperature Time Torque Voltage Volume
                    VolumeFlowRate VolumeFraction VolumetricFlux Wavenumber
                    """
                            .strip()
                            .split("\\s+", -1));
    static final Check MEASUREMENT_TYPE =
            wordsOrUri(MEASUREMENT_TYPES, VOC_STEMS, "a measurement type");
    static final Check ALERT_TYPE =
            wordsOrUri(
                    Set.of("ALARM_CONDITION", "ERROR_CONDITION"), VOC_STEMS, "a sensor alert type");

    private Checks() {}

    /// A bare word of `vocabulary`, or a URI that is not another spelling of a standard word.
    static Check vocabulary(Cbv vocabulary) {
        return wordsOrUri(vocabulary.words(), CBV_STEMS, "a " + vocabulary + " word");
    }

    private static Check wordsOrUri(Set<String> words, List<String> forbiddenStems, String what) {
        return (node, at, walk) -> {
            String text = text(node, at);
            if (words.contains(text)) {
                return;
            }
            if (text.indexOf(':') < 0) {
                throw refuse(Rule.VOCABULARY, at, text, "is not " + what + " and no URI");
            }
            uri(text, at);
            if (forbiddenStems.stream().anyMatch(text::startsWith)) {
                throw refuse(Rule.VOCABULARY, at, text, "standard words are written bare in JSON");
            }
        };
    }

    private static Check words(Set<String> words, String what) {
        return (node, at, walk) -> {
            String text = text(node, at);
            if (!words.contains(text)) {
                throw refuse(Rule.VOCABULARY, at, text, "is not " + what);
            }
        };
    }

    static Check word(String only) {
        return words(Set.of(only), "'" + only + "'");
    }

    private static Check pattern(String regex, String what) {
        Pattern pattern = Pattern.compile(regex);
        return (node, at, walk) -> {
            String text = text(node, at);
            if (!pattern.matcher(text).matches()) {
                throw refuse(Rule.PATTERN, at, text, "is not " + what);
            }
        };
    }

    static Check list(Check item, int itemsMin) {
        return (node, at, walk) -> {
            if (!node.isArray()) {
                throw wrongType("an array", node, at);
            }
            if (node.size() < itemsMin) {
                throw refuse(Rule.COMBINATION, at, "[]", "needs at least " + itemsMin + " entry");
            }
            for (int i = 0; i < node.size(); i++) {
                item.check(node.get(i), at.child(i), walk);
            }
        };
    }

    /// A list of texts without repetition.
    static Check set(Check item, int itemsMin) {
        Check list = list(item, itemsMin);
        return (node, at, walk) -> {
            list.check(node, at, walk);
            Set<String> seen = new HashSet<>();
            for (int i = 0; i < node.size(); i++) {
                String text = node.get(i).stringValue();
                if (!seen.add(text)) {
                    throw refuse(Rule.NOT_UNIQUE, at.child(i), text, "is in the list already");
                }
            }
        };
    }

    static Check oneOrList(Check item) {
        Check list = list(item, 0);
        return (node, at, walk) -> (node.isArray() ? list : item).check(node, at, walk);
    }

    /// The value of an extension: anything, but prefixed names in it must be declared ones.
    static void extension(JsonNode node, Pointer at, Walk walk) {
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                extension(node.get(i), at.child(i), walk);
            }
        } else if (node.isObject()) {
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                Pointer below = at.child(member.getKey());
                ExtensionName.note(member.getKey(), below, walk);
                extension(member.getValue(), below, walk);
            }
        } else if (node.isNumber()) {
            number(node, at);
        }
    }

    static String text(JsonNode node, Pointer at) {
        if (!node.isString()) {
            throw wrongType("a text", node, at);
        }
        return node.stringValue();
    }

    private static void number(JsonNode node, Pointer at) {
        if (!node.isNumber()) {
            throw wrongType("a number", node, at);
        }
        if (node.isBigDecimal()) {
            long exponent = (long) node.decimalValue().precision() - node.decimalValue().scale();
            if (Math.abs(exponent) > EXPONENT_MAX
                    || Math.abs((long) node.decimalValue().scale()) > EXPONENT_MAX) {
                throw refuse(Rule.LIMIT, at, node.toString(), "is too large or too small a number");
            }
        }
    }

    static void uri(String text, Pointer at) {
        try {
            ItemKey.checkUri(text);
        } catch (Gs1Exception e) {
            throw caused(refuse(Rule.URI, at, text, "is no absolute URI"), e);
        }
    }

    static boolean isUri(JsonNode node) {
        try {
            uri(node.isString() ? node.stringValue() : "", Pointer.ROOT);
            return true;
        } catch (EpcisRefused e) {
            return false;
        }
    }

    private static void time(String text, Pointer at) {
        try {
            EventTime.instantOf(text);
        } catch (DateTimeException e) {
            throw caused(refuse(Rule.TIME, at, text, "is no date, time and offset (RFC 3339)"), e);
        }
    }

    private static EpcisRefused caused(EpcisRefused refusal, Throwable cause) {
        refusal.initCause(cause);
        return refusal;
    }

    static EpcisRefused wrongType(String wanted, JsonNode node, Pointer at) {
        String shown = node.isContainer() ? node.getNodeType().name() : node.toString();
        return refuse(Rule.TYPE, at, shown, "must be " + wanted);
    }

    static EpcisRefused refuse(Rule rule, Pointer at, String value, String message) {
        return new EpcisRefused(rule, at.toString(), value, message);
    }
}
