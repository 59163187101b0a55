-- Who was named as a partner before an entry said by whom is told now, so that its page asks it to confirm.
WITH named AS (
    SELECT partner ->> 'organisation' AS partner, min(lead.id) AS lead
    FROM organisations AS lead, json_array_elements(lead.body::json -> 'partners') AS partner
    GROUP BY 1
)
UPDATE organisations
SET body = jsonb_set(body::jsonb, '{named_by}', to_jsonb(named.lead))::text
FROM named
WHERE named.partner = organisations.id AND body::json ->> 'named_by' IS NULL;
