//! What each tenant's files take, in one pass over them: the first part of a file's name is its tenant.

use std::collections::HashMap;

use uuid::Uuid;

use super::super::source::catalogue::OBJECTS;
use super::super::source::{Source, Trouble, within};

/// Megabytes by product tenant, begun ones counted whole; `None` where files cannot be seen.
pub async fn storage(source: &mut Source) -> Result<Option<HashMap<Uuid, i64>>, Trouble> {
    if !source.catalogue.offers(OBJECTS) {
        return Ok(None);
    }
    let query = sqlx::query_as::<_, (String, i64)>(
        "select split_part(o.name, '/', 1),
                ceil(sum(case when o.metadata->>'size' ~ '^[0-9]{1,15}$' then (o.metadata->>'size')::numeric else 0 end) / 1048576)::bigint
           from storage.objects o
          where split_part(o.name, '/', 1) ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
          group by 1",
    );
    let found = within(query.persistent(false).fetch_all(&mut source.connection)).await?;
    Ok(Some(found.into_iter().filter_map(|(tenant, megabytes)| Some((tenant.parse().ok()?, megabytes))).collect()))
}
