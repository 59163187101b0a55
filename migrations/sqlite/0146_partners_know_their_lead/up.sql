-- Who was named as a partner before an entry said by whom is told now, so that its page asks it to confirm.
WITH named AS (
    SELECT json_extract(partner.value, '$.organisation') AS partner, min(lead.id) AS lead
    FROM organisations AS lead, json_each(lead.body, '$.partners') AS partner
    GROUP BY 1
)
UPDATE organisations
SET body = json_set(body, '$.named_by', (SELECT named.lead FROM named WHERE named.partner = organisations.id))
WHERE id IN (SELECT partner FROM named) AND json_extract(body, '$.named_by') IS NULL;
