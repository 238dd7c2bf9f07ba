package org.voiceorchestrator.simulation;

import org.voiceorchestrator.pacing.DialingMode;
import org.voiceorchestrator.pacing.PacingRule;

public final class Try {
    public static void main(String[] args) {
        int n = Integer.parseInt(args[0]);
        int from = args.length > 1 ? Integer.parseInt(args[1]) : 0;
        long t0 = System.nanoTime();
        double gain = 0, occP = 0, occQ = 0;
        int bad = 0, worse = 0;
        double worst = 0;
        long tp = 0;
        for (int i = from; i < from + n; i++) {
            CampaignDay d = RandomDays.day(i);
            DayReport a = Simulation.play(d, PacingRule.of(DialingMode.PROGRESSIVE), i);
            long t = System.nanoTime();
            DayReport b = Simulation.play(d, PacingRule.of(DialingMode.PREDICTIVE), i);
            long took = System.nanoTime() - t;
            tp += took;
            occP += a.occupancy() / n; occQ += b.occupancy() / n;
            gain += b.occupancy() - a.occupancy();
            boolean over = b.abandonedPercent() > 3;
            if (over) bad++;
            if (b.occupancy() < a.occupancy() - 0.005) worse++;
            worst = Math.max(worst, b.abandonedPercent());
            StringBuilder rates = new StringBuilder();
            d.customers().rates().forEach(r -> rates.append(" %d:%.2f".formatted(r.from().toMinutes(), r.answered())));
            if (n <= 60 || over || b.occupancy() < a.occupancy() - 0.005)
            System.out.printf("%3d ag %3d talk %3d wrap %2d lines %4d cps %d | prog %6d calls %5d ans %.1f%% occ %4.1f%% %3dm| pred %6d calls %5d ans %3d ab %.2f%% occ %4.1f%% wait %2ds %3dm | %s %s %dms%n",
                i, d.staff().agents(), d.staff().talk().toSeconds(), d.staff().wrapUp().toSeconds(), d.trunk().lines(), d.trunk().callsPerSecond(),
                a.calls(), a.answered(), a.abandonedPercent(), 100 * a.occupancy(), a.dialed().toMinutes(), b.calls(), b.answered(), b.abandoned(), b.abandonedPercent(), 100 * b.occupancy(), b.agentsWaited().toSeconds(), b.dialed().toMinutes(),
                over ? "OVER" : "", rates, took / 1_000_000);
        }
        System.out.printf("prog %.1f pred %.1f gain %.2f points, over %d, worse %d, worst %.2f, %.1fs (pred %.1fs)%n", 100*occP, 100*occQ, 100 * gain / n, bad, worse, worst, (System.nanoTime() - t0) / 1e9, tp/1e9);
    }
}
