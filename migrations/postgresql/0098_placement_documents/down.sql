DROP TABLE placement_documents;
