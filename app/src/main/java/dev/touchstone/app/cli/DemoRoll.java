// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.cli;

import dev.touchstone.app.enterprise.CreditCode;
import java.util.List;
import java.util.Locale;

/// The roll of the demo: synthetic enterprises under the fixture region 999999, so that none is a
/// real firm, spread over the 20 industry sections and the names of 31 provinces for their sites.
/// The same number always gives the same enterprise.
final class DemoRoll {
    static final int ENTERPRISES = 2_000;

    private static final String DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final List<String> PROVINCES =
            List.of(
                    "110000", "120000", "130000", "140000", "150000", "210000", "220000", "230000",
                    "310000", "320000", "330000", "340000", "350000", "360000", "370000", "410000",
                    "420000", "430000", "440000", "450000", "460000", "500000", "510000", "520000",
                    "530000", "540000", "610000", "620000", "630000", "640000", "650000");
    private static final List<String> FIRST =
            List.of("晨曦", "远山", "清泉", "恒信", "博瑞", "金禾", "海岳", "同心", "明德", "瑞丰");
    private static final List<String> FIRST_EN =
            List.of(
                    "Chenxi",
                    "Yuanshan",
                    "Qingquan",
                    "Hengxin",
                    "Borui",
                    "Jinhe",
                    "Haiyue",
                    "Tongxin",
                    "Mingde",
                    "Ruifeng");
    private static final List<String> TRADE =
            List.of(
                    "农业", "矿业", "制造", "能源", "建设", "商贸", "运输", "餐饮", "信息", "金融", "置业", "服务", "科技",
                    "环保", "家政", "教育", "健康", "文化", "公益", "国际");

    private DemoRoll() {}

    static String creditCode(int number) {
        return creditCode("MA", number);
    }

    /// A code of an enterprise that does not stand on the roll: the demo's own maker.
    static String makersCode() {
        return creditCode("MB", 1);
    }

    private static String creditCode(String series, int number) {
        StringBuilder digits = new StringBuilder();
        int rest = number;
        for (int i = 0; i < 6; i++) {
            digits.insert(0, DIGITS.charAt(rest % 10));
            rest /= 10;
        }
        return CreditCode.completed("91999999" + series + digits).text();
    }

    /// The whole roll as a CSV file.
    static String csv() {
        StringBuilder csv =
                new StringBuilder("creditCode,nameZh,nameEn,province,industry,siteName\n");
        for (int n = 1; n <= ENTERPRISES; n++) {
            int first = n % FIRST.size();
            int section = n % TRADE.size();
            String name = "示例" + FIRST.get(first) + TRADE.get(section);
            csv.append(
                    String.format(
                            Locale.ROOT,
                            "%s,%s%04d有限公司,Sample %s %04d Co. Ltd.,%s,%s,%s第一厂\n",
                            creditCode(n),
                            name,
                            n,
                            FIRST_EN.get(first),
                            n,
                            PROVINCES.get(n % PROVINCES.size()),
                            (char) ('A' + section),
                            name));
        }
        return csv.toString();
    }

    /// The paper signatures of the whole roll, as an association keys them in.
    static String signaturesCsv(String signedOn) {
        StringBuilder csv =
                new StringBuilder("creditCode,signerName,signerRole,category,signedOn\n");
        for (int n = 1; n <= ENTERPRISES; n++) {
            csv.append(
                    String.format(
                            Locale.ROOT,
                            "%s,示例签署人%04d,质量负责人,%s,%s\n",
                            creditCode(n),
                            n,
                            n % 4 == 0 ? "BENCHMARK" : "IMPROVEMENT",
                            signedOn));
        }
        return csv.toString();
    }
}
