// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

import java.util.Optional;

/// Writes one EPC URN. Confined to one thread; used once.
final class EpcUrnWriter {
    private final DigitalLink link;
    private final int prefixDigits;

    EpcUrnWriter(DigitalLink link, int prefixDigits) {
        this.link = link;
        this.prefixDigits = prefixDigits;
    }

    Optional<String> write() {
        String value = link.key().value();
        return switch (link.key().ai()) {
            case "00" -> Optional.of(urn("id", EpcScheme.SSCC, indicatorFirst(value, 18)));
            case "01" -> Optional.of(tradeItem(indicatorFirst(value, 14)));
            case "8006" -> {
                String pieces = "." + value.substring(14, 16) + "." + value.substring(16);
                yield Optional.of(serialised(EpcScheme.ITIP, indicatorFirst(value, 14) + pieces));
            }
            case "414" -> {
                String extension = link.qualifier("254").map(EpcUri::encode).orElse("0");
                yield Optional.of(urn("id", EpcScheme.SGLN, plain(value, 12) + "." + extension));
            }
            case "417" -> Optional.of(urn("id", EpcScheme.PGLN, plain(value, 12)));
            case "8003" -> Optional.of(appended(EpcScheme.GRAI, value.substring(1)));
            case "253" -> Optional.of(appended(EpcScheme.GDTI, value));
            case "255" -> Optional.of(appended(EpcScheme.SGCN, value));
            case "8018" -> Optional.of(urn("id", EpcScheme.GSRN, plain(value, 17)));
            case "8017" -> Optional.of(urn("id", EpcScheme.GSRNP, plain(value, 17)));
            case "402" -> Optional.of(urn("id", EpcScheme.GSIN, plain(value, 16)));
            case "8004" -> Optional.of(urn("id", EpcScheme.GIAI, open(value)));
            case "401" -> Optional.of(urn("id", EpcScheme.GINC, open(value)));
            case "8010" -> Optional.of(serialised(EpcScheme.CPI, open(value)));
            default -> Optional.empty();
        };
    }

    private String tradeItem(String key) {
        if (link.qualifier("235").isPresent()) {
            return serialised(EpcScheme.UPUI, key);
        }
        Optional<LotNumber> lot = link.lot();
        if (link.serial().isEmpty() && lot.isPresent()) {
            return urn("class", EpcScheme.LGTIN, key + "." + EpcUri.encode(lot.get().text()));
        }
        return serialised(EpcScheme.SGTIN, key);
    }

    private String serialised(EpcScheme scheme, String key) {
        Optional<String> serial = link.qualifier(scheme.serialAi);
        return serial.isPresent()
                ? urn("id", scheme, key + "." + EpcUri.encode(serial.get()))
                : urn("idpat", scheme, key + ".*");
    }

    private String appended(EpcScheme scheme, String value) {
        String key = plain(value, 12);
        String serial = value.substring(13);
        return serial.isEmpty()
                ? urn("idpat", scheme, key + ".*")
                : urn("id", scheme, key + "." + EpcUri.encode(serial));
    }

    private String indicatorFirst(String value, int length) {
        String digits = value.substring(1, length - 1);
        return digits.substring(0, prefixDigits)
                + "."
                + value.charAt(0)
                + digits.substring(prefixDigits);
    }

    private String plain(String value, int digits) {
        return value.substring(0, prefixDigits) + "." + value.substring(prefixDigits, digits);
    }

    private String open(String value) {
        if (value.length() <= prefixDigits
                || !Characters.allDigits(value.substring(0, prefixDigits))) {
            throw new Gs1Exception(
                    link.key().ai(),
                    Math.min(value.length(), prefixDigits),
                    Gs1Exception.Rule.STRUCTURE,
                    "AI "
                            + link.key().ai()
                            + " does not start with a company prefix of "
                            + prefixDigits
                            + " digits: "
                            + Gs1Exception.excerpt(value));
        }
        return value.substring(0, prefixDigits)
                + "."
                + EpcUri.encode(value.substring(prefixDigits));
    }

    private static String urn(String kind, EpcScheme scheme, String body) {
        return "urn:epc:" + kind + ":" + scheme.urnName() + ":" + body;
    }
}
