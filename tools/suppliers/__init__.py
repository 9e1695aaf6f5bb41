"""Who makes or sells the products: facts of the record, licences, risks."""
