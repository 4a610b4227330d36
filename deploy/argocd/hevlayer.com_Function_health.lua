-- Health of a Function or an InfraRules for Argo CD; docs/operator.md says where to put it.
local status = obj.status
if status == nil or status.observedGeneration == nil or status.observedGeneration < 0 then
  return { status = "Progressing", message = "The operator has not looked at it yet." }
end
if status.observedGeneration ~= obj.metadata.generation then
  return { status = "Progressing", message = "The operator has not seen the newest spec yet." }
end

local conditions = {}
for _, condition in ipairs(status.conditions or {}) do
  conditions[condition.type] = condition
end
local function isTrue(condition)
  return condition ~= nil and condition.status == "True"
end
local function says(condition)
  return (condition.reason or "Unknown") .. ": " .. (condition.message or "")
end

if isTrue(conditions.Stalled) then
  return { status = "Degraded", message = says(conditions.Stalled) }
end
if isTrue(conditions.Reconciling) then
  return { status = "Progressing", message = says(conditions.Reconciling) }
end
local ready = conditions.Ready
if ready == nil or ready.status == "Unknown" then
  return { status = "Progressing", message = "It does not say yet whether it is ready." }
end
if not isTrue(ready) then
  return { status = "Degraded", message = says(ready) }
end
return { status = "Healthy", message = says(ready) }
