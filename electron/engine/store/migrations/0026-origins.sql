-- What wrote an identifier or name of a contact, and what made the contact, besides a request and the owner's hand: 'import'. As `via` of contact_field.
ALTER TABLE contact_provenance ADD COLUMN via TEXT;
ALTER TABLE contact ADD COLUMN created_via TEXT;

-- A contact that got a value from an import in the moment in which it was made was made by that import.
UPDATE contact SET created_via = 'import'
  WHERE created_by_delivery IS NULL AND EXISTS (
    SELECT 1 FROM contact_field v WHERE v.contact = contact.pk AND v.via = 'import' AND v.at = contact.created_at
  );
