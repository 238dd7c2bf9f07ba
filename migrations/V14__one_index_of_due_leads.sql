-- Leads that are due are found by their lanes alone: one index less for every lead that is added, called or settled.
DROP INDEX leads_due;
