// Generated from schemas/ by tools/generate.ts.
// @ts-nocheck
export const Function = validate10;
const schema11 = {"type":"object","additionalProperties":false,"required":["apiVersion","kind","metadata","spec"],"properties":{"apiVersion":{"type":"string","enum":["hevlayer.com/v1alpha1"]},"kind":{"type":"string","enum":["Function"]},"metadata":{"type":"object","additionalProperties":false,"required":["name"],"properties":{"name":{"type":"string","minLength":1,"maxLength":63,"pattern":"^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*)?$"},"namespace":{"type":"string","minLength":1,"maxLength":63,"pattern":"^([a-z0-9]([-a-z0-9]*[a-z0-9])?)?$"},"labels":{"type":["object","null"],"additionalProperties":{"type":"string"}},"annotations":{"type":["object","null"],"additionalProperties":{"type":"string"}},"generateName":{"type":"string"},"finalizers":{"type":["array","null"],"items":{"type":"string"}},"ownerReferences":{"type":["array","null"],"items":{"type":"object"}},"managedFields":{"type":["array","null"],"items":{"type":"object"}},"uid":{"type":"string"},"resourceVersion":{"type":"string"},"generation":{"type":"integer"},"creationTimestamp":{"type":["string","null"]},"deletionTimestamp":{"type":["string","null"]},"deletionGracePeriodSeconds":{"type":["integer","null"]},"selfLink":{"type":"string"}}},"spec":{"type":"object","additionalProperties":false,"required":["worker","scaling"],"properties":{"paused":{"type":"boolean"},"targetNamespaces":{"type":"array","maxItems":4096,"items":{"type":"string","minLength":1,"maxLength":256}},"indexSelector":{"type":"object","additionalProperties":false,"properties":{"matchLabels":{"type":"object","additionalProperties":{"type":"string"}},"matchExpressions":{"type":"array","items":{"type":"object","additionalProperties":false,"required":["key","operator"],"properties":{"key":{"type":"string","minLength":1},"operator":{"type":"string","enum":["In","NotIn","Exists","DoesNotExist"]},"values":{"type":"array","items":{"type":"string"}}},"allOf":[{"if":{"properties":{"operator":{"enum":["In","NotIn"]}},"required":["operator"]},"then":{"properties":{"values":{"minItems":1}},"required":["values"]}},{"if":{"properties":{"operator":{"enum":["Exists","DoesNotExist"]}},"required":["operator"]},"then":{"properties":{"values":{"maxItems":0}}}}]}}}},"inputs":{"type":"array","maxItems":4096,"items":{"type":"string","minLength":1,"maxLength":256}},"filter":{},"output":{"type":"object","additionalProperties":false,"properties":{"attribute":{"type":"string","minLength":1,"maxLength":256},"kind":{"type":"string","minLength":1,"maxLength":256},"version":{"type":"string","minLength":1,"maxLength":256},"dim":{"type":"integer","minimum":1,"maximum":2147483647}}},"version":{"type":"string","minLength":1,"maxLength":256},"invalidates":{"type":"array","maxItems":4096,"items":{"type":"string","minLength":1,"maxLength":256}},"triggers":{"type":"array","maxItems":16,"items":{"type":"string","enum":["discovery","write","schedule"]}},"worker":{"type":"object","additionalProperties":false,"required":["image"],"properties":{"image":{"type":"string","minLength":1,"maxLength":4096,"pattern":"^\\S*$"},"dispatch":{"type":"string","enum":["pull","push"]},"computeClass":{"type":"string","enum":["cpu","gpu"]},"batchSize":{"type":"integer","minimum":1,"maximum":2147483647},"timeoutSeconds":{"type":"integer","minimum":1,"maximum":2147483647},"port":{"type":["integer","null"],"minimum":1,"maximum":65535},"url":{"type":["string","null"],"minLength":1,"maxLength":4096},"podSpec":{"type":"object"}}},"schedule":{"type":"object","additionalProperties":false,"properties":{"discoveryIntervalSeconds":{"type":"integer","minimum":1,"maximum":2147483647},"leaseSeconds":{"type":"integer","minimum":1,"maximum":2147483647},"maxConcurrentScans":{"type":"integer","minimum":1,"maximum":2147483647},"maxInFlightBatches":{"type":"integer","minimum":1,"maximum":2147483647},"cron":{"type":["string","null"],"maxLength":256}}},"retry":{"type":"object","additionalProperties":false,"properties":{"maxAttempts":{"type":"integer","minimum":1,"maximum":2147483647},"initialBackoffSeconds":{"type":"integer","minimum":0,"maximum":2147483647},"maxBackoffSeconds":{"type":"integer","minimum":0,"maximum":2147483647}}},"scaling":{"type":"object","additionalProperties":false,"required":["replicas"],"properties":{"pool":{"type":"string","minLength":1,"maxLength":253},"mode":{"type":"string","enum":["autoscale","fixed","disabled"]},"replicas":{"type":"object","additionalProperties":false,"required":["max"],"properties":{"min":{"type":"integer","minimum":0,"maximum":2147483647},"max":{"type":"integer","minimum":1,"maximum":2147483647}}},"warmWindowSeconds":{"type":["integer","null"],"minimum":0,"maximum":2147483647}}},"groupByParent":{"type":"boolean"},"queriesPerItem":{"type":"integer","minimum":0,"maximum":4294967295}}},"status":{"type":["object","null"]}}};
const func2 = Object.prototype.hasOwnProperty;
const func3 = (text) => Array.from(text).length;
const pattern0 = new RegExp("^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*)?$", "u");
const pattern1 = new RegExp("^([a-z0-9]([-a-z0-9]*[a-z0-9])?)?$", "u");
const pattern2 = new RegExp("^\\S*$", "u");

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.apiVersion === undefined){
const err0 = {instancePath,keyword:"required",params:{missingProperty: "apiVersion"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.kind === undefined){
const err1 = {instancePath,keyword:"required",params:{missingProperty: "kind"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.metadata === undefined){
const err2 = {instancePath,keyword:"required",params:{missingProperty: "metadata"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.spec === undefined){
const err3 = {instancePath,keyword:"required",params:{missingProperty: "spec"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data){
if(!(((((key0 === "apiVersion") || (key0 === "kind")) || (key0 === "metadata")) || (key0 === "spec")) || (key0 === "status"))){
const err4 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.apiVersion !== undefined){
let data0 = data.apiVersion;
if(typeof data0 !== "string"){
const err5 = {instancePath:instancePath+"/apiVersion",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(!(data0 === "hevlayer.com/v1alpha1")){
const err6 = {instancePath:instancePath+"/apiVersion",keyword:"enum",params:{allowedValues: schema11.properties.apiVersion.enum}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.kind !== undefined){
let data1 = data.kind;
if(typeof data1 !== "string"){
const err7 = {instancePath:instancePath+"/kind",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(!(data1 === "Function")){
const err8 = {instancePath:instancePath+"/kind",keyword:"enum",params:{allowedValues: schema11.properties.kind.enum}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.metadata !== undefined){
let data2 = data.metadata;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.name === undefined){
const err9 = {instancePath:instancePath+"/metadata",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
for(const key1 in data2){
if(!(func2.call(schema11.properties.metadata.properties, key1))){
const err10 = {instancePath:instancePath+"/metadata",keyword:"additionalProperties",params:{additionalProperty: key1}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data2.name !== undefined){
let data3 = data2.name;
if(typeof data3 === "string"){
if(func3(data3) > 63){
const err11 = {instancePath:instancePath+"/metadata/name",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(func3(data3) < 1){
const err12 = {instancePath:instancePath+"/metadata/name",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(!pattern0.test(data3)){
const err13 = {instancePath:instancePath+"/metadata/name",keyword:"pattern",params:{pattern: "^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*)?$"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
else {
const err14 = {instancePath:instancePath+"/metadata/name",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data2.namespace !== undefined){
let data4 = data2.namespace;
if(typeof data4 === "string"){
if(func3(data4) > 63){
const err15 = {instancePath:instancePath+"/metadata/namespace",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(func3(data4) < 1){
const err16 = {instancePath:instancePath+"/metadata/namespace",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(!pattern1.test(data4)){
const err17 = {instancePath:instancePath+"/metadata/namespace",keyword:"pattern",params:{pattern: "^([a-z0-9]([-a-z0-9]*[a-z0-9])?)?$"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/metadata/namespace",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data2.labels !== undefined){
let data5 = data2.labels;
if((!(data5 && typeof data5 == "object" && !Array.isArray(data5))) && (data5 !== null)){
const err19 = {instancePath:instancePath+"/metadata/labels",keyword:"type",params:{type: schema11.properties.metadata.properties.labels.type}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
for(const key2 in data5){
if(typeof data5[key2] !== "string"){
const err20 = {instancePath:instancePath+"/metadata/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
}
}
if(data2.annotations !== undefined){
let data7 = data2.annotations;
if((!(data7 && typeof data7 == "object" && !Array.isArray(data7))) && (data7 !== null)){
const err21 = {instancePath:instancePath+"/metadata/annotations",keyword:"type",params:{type: schema11.properties.metadata.properties.annotations.type}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
for(const key3 in data7){
if(typeof data7[key3] !== "string"){
const err22 = {instancePath:instancePath+"/metadata/annotations/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
}
}
if(data2.generateName !== undefined){
if(typeof data2.generateName !== "string"){
const err23 = {instancePath:instancePath+"/metadata/generateName",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data2.finalizers !== undefined){
let data10 = data2.finalizers;
if((!(Array.isArray(data10))) && (data10 !== null)){
const err24 = {instancePath:instancePath+"/metadata/finalizers",keyword:"type",params:{type: schema11.properties.metadata.properties.finalizers.type}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(Array.isArray(data10)){
const len0 = data10.length;
for(let i0=0; i0<len0; i0++){
if(typeof data10[i0] !== "string"){
const err25 = {instancePath:instancePath+"/metadata/finalizers/" + i0,keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
}
}
if(data2.ownerReferences !== undefined){
let data12 = data2.ownerReferences;
if((!(Array.isArray(data12))) && (data12 !== null)){
const err26 = {instancePath:instancePath+"/metadata/ownerReferences",keyword:"type",params:{type: schema11.properties.metadata.properties.ownerReferences.type}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if(Array.isArray(data12)){
const len1 = data12.length;
for(let i1=0; i1<len1; i1++){
let data13 = data12[i1];
if(!(data13 && typeof data13 == "object" && !Array.isArray(data13))){
const err27 = {instancePath:instancePath+"/metadata/ownerReferences/" + i1,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
}
}
if(data2.managedFields !== undefined){
let data14 = data2.managedFields;
if((!(Array.isArray(data14))) && (data14 !== null)){
const err28 = {instancePath:instancePath+"/metadata/managedFields",keyword:"type",params:{type: schema11.properties.metadata.properties.managedFields.type}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
if(Array.isArray(data14)){
const len2 = data14.length;
for(let i2=0; i2<len2; i2++){
let data15 = data14[i2];
if(!(data15 && typeof data15 == "object" && !Array.isArray(data15))){
const err29 = {instancePath:instancePath+"/metadata/managedFields/" + i2,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
}
if(data2.uid !== undefined){
if(typeof data2.uid !== "string"){
const err30 = {instancePath:instancePath+"/metadata/uid",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data2.resourceVersion !== undefined){
if(typeof data2.resourceVersion !== "string"){
const err31 = {instancePath:instancePath+"/metadata/resourceVersion",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data2.generation !== undefined){
let data18 = data2.generation;
if(!(((typeof data18 == "number") && (!(data18 % 1) && !isNaN(data18))) && (isFinite(data18)))){
const err32 = {instancePath:instancePath+"/metadata/generation",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data2.creationTimestamp !== undefined){
let data19 = data2.creationTimestamp;
if((typeof data19 !== "string") && (data19 !== null)){
const err33 = {instancePath:instancePath+"/metadata/creationTimestamp",keyword:"type",params:{type: schema11.properties.metadata.properties.creationTimestamp.type}};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data2.deletionTimestamp !== undefined){
let data20 = data2.deletionTimestamp;
if((typeof data20 !== "string") && (data20 !== null)){
const err34 = {instancePath:instancePath+"/metadata/deletionTimestamp",keyword:"type",params:{type: schema11.properties.metadata.properties.deletionTimestamp.type}};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data2.deletionGracePeriodSeconds !== undefined){
let data21 = data2.deletionGracePeriodSeconds;
if((!(((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21))) && (isFinite(data21)))) && (data21 !== null)){
const err35 = {instancePath:instancePath+"/metadata/deletionGracePeriodSeconds",keyword:"type",params:{type: schema11.properties.metadata.properties.deletionGracePeriodSeconds.type}};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data2.selfLink !== undefined){
if(typeof data2.selfLink !== "string"){
const err36 = {instancePath:instancePath+"/metadata/selfLink",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
}
else {
const err37 = {instancePath:instancePath+"/metadata",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data.spec !== undefined){
let data23 = data.spec;
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
if(data23.worker === undefined){
const err38 = {instancePath:instancePath+"/spec",keyword:"required",params:{missingProperty: "worker"}};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
if(data23.scaling === undefined){
const err39 = {instancePath:instancePath+"/spec",keyword:"required",params:{missingProperty: "scaling"}};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
for(const key4 in data23){
if(!(func2.call(schema11.properties.spec.properties, key4))){
const err40 = {instancePath:instancePath+"/spec",keyword:"additionalProperties",params:{additionalProperty: key4}};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
if(data23.paused !== undefined){
if(typeof data23.paused !== "boolean"){
const err41 = {instancePath:instancePath+"/spec/paused",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data23.targetNamespaces !== undefined){
let data25 = data23.targetNamespaces;
if(Array.isArray(data25)){
if(data25.length > 4096){
const err42 = {instancePath:instancePath+"/spec/targetNamespaces",keyword:"maxItems",params:{limit: 4096}};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
const len3 = data25.length;
for(let i3=0; i3<len3; i3++){
let data26 = data25[i3];
if(typeof data26 === "string"){
if(func3(data26) > 256){
const err43 = {instancePath:instancePath+"/spec/targetNamespaces/" + i3,keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
if(func3(data26) < 1){
const err44 = {instancePath:instancePath+"/spec/targetNamespaces/" + i3,keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
else {
const err45 = {instancePath:instancePath+"/spec/targetNamespaces/" + i3,keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
}
else {
const err46 = {instancePath:instancePath+"/spec/targetNamespaces",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
if(data23.indexSelector !== undefined){
let data27 = data23.indexSelector;
if(data27 && typeof data27 == "object" && !Array.isArray(data27)){
for(const key5 in data27){
if(!((key5 === "matchLabels") || (key5 === "matchExpressions"))){
const err47 = {instancePath:instancePath+"/spec/indexSelector",keyword:"additionalProperties",params:{additionalProperty: key5}};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
if(data27.matchLabels !== undefined){
let data28 = data27.matchLabels;
if(data28 && typeof data28 == "object" && !Array.isArray(data28)){
for(const key6 in data28){
if(typeof data28[key6] !== "string"){
const err48 = {instancePath:instancePath+"/spec/indexSelector/matchLabels/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
}
else {
const err49 = {instancePath:instancePath+"/spec/indexSelector/matchLabels",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
if(data27.matchExpressions !== undefined){
let data30 = data27.matchExpressions;
if(Array.isArray(data30)){
const len4 = data30.length;
for(let i4=0; i4<len4; i4++){
let data31 = data30[i4];
const _errs73 = errors;
let valid18 = true;
const _errs74 = errors;
if(data31 && typeof data31 == "object" && !Array.isArray(data31)){
let missing0;
if((data31.operator === undefined) && (missing0 = "operator")){
const err50 = {};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
else {
if(data31.operator !== undefined){
let data32 = data31.operator;
if(!((data32 === "In") || (data32 === "NotIn"))){
const err51 = {};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
}
}
var _valid0 = _errs74 === errors;
errors = _errs73;
if(vErrors !== null){
if(_errs73){
vErrors.length = _errs73;
}
else {
vErrors = null;
}
}
if(_valid0){
const _errs76 = errors;
if(data31 && typeof data31 == "object" && !Array.isArray(data31)){
if(data31.values === undefined){
const err52 = {instancePath:instancePath+"/spec/indexSelector/matchExpressions/" + i4,keyword:"required",params:{missingProperty: "values"}};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
if(data31.values !== undefined){
let data33 = data31.values;
if(Array.isArray(data33)){
if(data33.length < 1){
const err53 = {instancePath:instancePath+"/spec/indexSelector/matchExpressions/" + i4+"/values",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
}
}
var _valid0 = _errs76 === errors;
valid18 = _valid0;
}
if(!valid18){
const err54 = {instancePath:instancePath+"/spec/indexSelector/matchExpressions/" + i4,keyword:"if",params:{failingKeyword: "then"}};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
const _errs79 = errors;
let valid21 = true;
const _errs80 = errors;
if(data31 && typeof data31 == "object" && !Array.isArray(data31)){
let missing1;
if((data31.operator === undefined) && (missing1 = "operator")){
const err55 = {};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
else {
if(data31.operator !== undefined){
let data34 = data31.operator;
if(!((data34 === "Exists") || (data34 === "DoesNotExist"))){
const err56 = {};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
}
}
var _valid1 = _errs80 === errors;
errors = _errs79;
if(vErrors !== null){
if(_errs79){
vErrors.length = _errs79;
}
else {
vErrors = null;
}
}
if(_valid1){
const _errs82 = errors;
if(data31 && typeof data31 == "object" && !Array.isArray(data31)){
if(data31.values !== undefined){
let data35 = data31.values;
if(Array.isArray(data35)){
if(data35.length > 0){
const err57 = {instancePath:instancePath+"/spec/indexSelector/matchExpressions/" + i4+"/values",keyword:"maxItems",params:{limit: 0}};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
}
}
var _valid1 = _errs82 === errors;
valid21 = _valid1;
}
if(!valid21){
const err58 = {instancePath:instancePath+"/spec/indexSelector/matchExpressions/" + i4,keyword:"if",params:{failingKeyword: "then"}};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
if(data31 && typeof data31 == "object" && !Array.isArray(data31)){
if(data31.key === undefined){
const err59 = {instancePath:instancePath+"/spec/indexSelector/matchExpressions/" + i4,keyword:"required",params:{missingProperty: "key"}};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
if(data31.operator === undefined){
const err60 = {instancePath:instancePath+"/spec/indexSelector/matchExpressions/" + i4,keyword:"required",params:{missingProperty: "operator"}};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
for(const key7 in data31){
if(!(((key7 === "key") || (key7 === "operator")) || (key7 === "values"))){
const err61 = {instancePath:instancePath+"/spec/indexSelector/matchExpressions/" + i4,keyword:"additionalProperties",params:{additionalProperty: key7}};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
if(data31.key !== undefined){
let data36 = data31.key;
if(typeof data36 === "string"){
if(func3(data36) < 1){
const err62 = {instancePath:instancePath+"/spec/indexSelector/matchExpressions/" + i4+"/key",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
else {
const err63 = {instancePath:instancePath+"/spec/indexSelector/matchExpressions/" + i4+"/key",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
if(data31.operator !== undefined){
let data37 = data31.operator;
if(typeof data37 !== "string"){
const err64 = {instancePath:instancePath+"/spec/indexSelector/matchExpressions/" + i4+"/operator",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
if(!((((data37 === "In") || (data37 === "NotIn")) || (data37 === "Exists")) || (data37 === "DoesNotExist"))){
const err65 = {instancePath:instancePath+"/spec/indexSelector/matchExpressions/" + i4+"/operator",keyword:"enum",params:{allowedValues: schema11.properties.spec.properties.indexSelector.properties.matchExpressions.items.properties.operator.enum}};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
if(data31.values !== undefined){
let data38 = data31.values;
if(Array.isArray(data38)){
const len5 = data38.length;
for(let i5=0; i5<len5; i5++){
if(typeof data38[i5] !== "string"){
const err66 = {instancePath:instancePath+"/spec/indexSelector/matchExpressions/" + i4+"/values/" + i5,keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
}
else {
const err67 = {instancePath:instancePath+"/spec/indexSelector/matchExpressions/" + i4+"/values",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
}
else {
const err68 = {instancePath:instancePath+"/spec/indexSelector/matchExpressions/" + i4,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
}
else {
const err69 = {instancePath:instancePath+"/spec/indexSelector/matchExpressions",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
}
else {
const err70 = {instancePath:instancePath+"/spec/indexSelector",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
if(data23.inputs !== undefined){
let data40 = data23.inputs;
if(Array.isArray(data40)){
if(data40.length > 4096){
const err71 = {instancePath:instancePath+"/spec/inputs",keyword:"maxItems",params:{limit: 4096}};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
const len6 = data40.length;
for(let i6=0; i6<len6; i6++){
let data41 = data40[i6];
if(typeof data41 === "string"){
if(func3(data41) > 256){
const err72 = {instancePath:instancePath+"/spec/inputs/" + i6,keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
if(func3(data41) < 1){
const err73 = {instancePath:instancePath+"/spec/inputs/" + i6,keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
else {
const err74 = {instancePath:instancePath+"/spec/inputs/" + i6,keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
}
else {
const err75 = {instancePath:instancePath+"/spec/inputs",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
if(data23.output !== undefined){
let data42 = data23.output;
if(data42 && typeof data42 == "object" && !Array.isArray(data42)){
for(const key8 in data42){
if(!((((key8 === "attribute") || (key8 === "kind")) || (key8 === "version")) || (key8 === "dim"))){
const err76 = {instancePath:instancePath+"/spec/output",keyword:"additionalProperties",params:{additionalProperty: key8}};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
if(data42.attribute !== undefined){
let data43 = data42.attribute;
if(typeof data43 === "string"){
if(func3(data43) > 256){
const err77 = {instancePath:instancePath+"/spec/output/attribute",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
if(func3(data43) < 1){
const err78 = {instancePath:instancePath+"/spec/output/attribute",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
}
else {
const err79 = {instancePath:instancePath+"/spec/output/attribute",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
}
if(data42.kind !== undefined){
let data44 = data42.kind;
if(typeof data44 === "string"){
if(func3(data44) > 256){
const err80 = {instancePath:instancePath+"/spec/output/kind",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
if(func3(data44) < 1){
const err81 = {instancePath:instancePath+"/spec/output/kind",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
else {
const err82 = {instancePath:instancePath+"/spec/output/kind",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
if(data42.version !== undefined){
let data45 = data42.version;
if(typeof data45 === "string"){
if(func3(data45) > 256){
const err83 = {instancePath:instancePath+"/spec/output/version",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
if(func3(data45) < 1){
const err84 = {instancePath:instancePath+"/spec/output/version",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
}
else {
const err85 = {instancePath:instancePath+"/spec/output/version",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
}
if(data42.dim !== undefined){
let data46 = data42.dim;
if(!(((typeof data46 == "number") && (!(data46 % 1) && !isNaN(data46))) && (isFinite(data46)))){
const err86 = {instancePath:instancePath+"/spec/output/dim",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
if((typeof data46 == "number") && (isFinite(data46))){
if(data46 > 2147483647 || isNaN(data46)){
const err87 = {instancePath:instancePath+"/spec/output/dim",keyword:"maximum",params:{comparison: "<=", limit: 2147483647}};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
if(data46 < 1 || isNaN(data46)){
const err88 = {instancePath:instancePath+"/spec/output/dim",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
}
}
}
else {
const err89 = {instancePath:instancePath+"/spec/output",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
}
if(data23.version !== undefined){
let data47 = data23.version;
if(typeof data47 === "string"){
if(func3(data47) > 256){
const err90 = {instancePath:instancePath+"/spec/version",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
if(func3(data47) < 1){
const err91 = {instancePath:instancePath+"/spec/version",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
}
else {
const err92 = {instancePath:instancePath+"/spec/version",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
}
if(data23.invalidates !== undefined){
let data48 = data23.invalidates;
if(Array.isArray(data48)){
if(data48.length > 4096){
const err93 = {instancePath:instancePath+"/spec/invalidates",keyword:"maxItems",params:{limit: 4096}};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
const len7 = data48.length;
for(let i7=0; i7<len7; i7++){
let data49 = data48[i7];
if(typeof data49 === "string"){
if(func3(data49) > 256){
const err94 = {instancePath:instancePath+"/spec/invalidates/" + i7,keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
if(func3(data49) < 1){
const err95 = {instancePath:instancePath+"/spec/invalidates/" + i7,keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
}
else {
const err96 = {instancePath:instancePath+"/spec/invalidates/" + i7,keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
}
}
else {
const err97 = {instancePath:instancePath+"/spec/invalidates",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
}
if(data23.triggers !== undefined){
let data50 = data23.triggers;
if(Array.isArray(data50)){
if(data50.length > 16){
const err98 = {instancePath:instancePath+"/spec/triggers",keyword:"maxItems",params:{limit: 16}};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
const len8 = data50.length;
for(let i8=0; i8<len8; i8++){
let data51 = data50[i8];
if(typeof data51 !== "string"){
const err99 = {instancePath:instancePath+"/spec/triggers/" + i8,keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
if(!(((data51 === "discovery") || (data51 === "write")) || (data51 === "schedule"))){
const err100 = {instancePath:instancePath+"/spec/triggers/" + i8,keyword:"enum",params:{allowedValues: schema11.properties.spec.properties.triggers.items.enum}};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
}
}
else {
const err101 = {instancePath:instancePath+"/spec/triggers",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
}
if(data23.worker !== undefined){
let data52 = data23.worker;
if(data52 && typeof data52 == "object" && !Array.isArray(data52)){
if(data52.image === undefined){
const err102 = {instancePath:instancePath+"/spec/worker",keyword:"required",params:{missingProperty: "image"}};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
for(const key9 in data52){
if(!((((((((key9 === "image") || (key9 === "dispatch")) || (key9 === "computeClass")) || (key9 === "batchSize")) || (key9 === "timeoutSeconds")) || (key9 === "port")) || (key9 === "url")) || (key9 === "podSpec"))){
const err103 = {instancePath:instancePath+"/spec/worker",keyword:"additionalProperties",params:{additionalProperty: key9}};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
}
if(data52.image !== undefined){
let data53 = data52.image;
if(typeof data53 === "string"){
if(func3(data53) > 4096){
const err104 = {instancePath:instancePath+"/spec/worker/image",keyword:"maxLength",params:{limit: 4096}};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
if(func3(data53) < 1){
const err105 = {instancePath:instancePath+"/spec/worker/image",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
if(!pattern2.test(data53)){
const err106 = {instancePath:instancePath+"/spec/worker/image",keyword:"pattern",params:{pattern: "^\\S*$"}};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
}
else {
const err107 = {instancePath:instancePath+"/spec/worker/image",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
}
if(data52.dispatch !== undefined){
let data54 = data52.dispatch;
if(typeof data54 !== "string"){
const err108 = {instancePath:instancePath+"/spec/worker/dispatch",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
if(!((data54 === "pull") || (data54 === "push"))){
const err109 = {instancePath:instancePath+"/spec/worker/dispatch",keyword:"enum",params:{allowedValues: schema11.properties.spec.properties.worker.properties.dispatch.enum}};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
}
if(data52.computeClass !== undefined){
let data55 = data52.computeClass;
if(typeof data55 !== "string"){
const err110 = {instancePath:instancePath+"/spec/worker/computeClass",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
if(!((data55 === "cpu") || (data55 === "gpu"))){
const err111 = {instancePath:instancePath+"/spec/worker/computeClass",keyword:"enum",params:{allowedValues: schema11.properties.spec.properties.worker.properties.computeClass.enum}};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
}
if(data52.batchSize !== undefined){
let data56 = data52.batchSize;
if(!(((typeof data56 == "number") && (!(data56 % 1) && !isNaN(data56))) && (isFinite(data56)))){
const err112 = {instancePath:instancePath+"/spec/worker/batchSize",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
if((typeof data56 == "number") && (isFinite(data56))){
if(data56 > 2147483647 || isNaN(data56)){
const err113 = {instancePath:instancePath+"/spec/worker/batchSize",keyword:"maximum",params:{comparison: "<=", limit: 2147483647}};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
if(data56 < 1 || isNaN(data56)){
const err114 = {instancePath:instancePath+"/spec/worker/batchSize",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
}
}
if(data52.timeoutSeconds !== undefined){
let data57 = data52.timeoutSeconds;
if(!(((typeof data57 == "number") && (!(data57 % 1) && !isNaN(data57))) && (isFinite(data57)))){
const err115 = {instancePath:instancePath+"/spec/worker/timeoutSeconds",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
if((typeof data57 == "number") && (isFinite(data57))){
if(data57 > 2147483647 || isNaN(data57)){
const err116 = {instancePath:instancePath+"/spec/worker/timeoutSeconds",keyword:"maximum",params:{comparison: "<=", limit: 2147483647}};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
if(data57 < 1 || isNaN(data57)){
const err117 = {instancePath:instancePath+"/spec/worker/timeoutSeconds",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
}
}
if(data52.port !== undefined){
let data58 = data52.port;
if((!(((typeof data58 == "number") && (!(data58 % 1) && !isNaN(data58))) && (isFinite(data58)))) && (data58 !== null)){
const err118 = {instancePath:instancePath+"/spec/worker/port",keyword:"type",params:{type: schema11.properties.spec.properties.worker.properties.port.type}};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
if((typeof data58 == "number") && (isFinite(data58))){
if(data58 > 65535 || isNaN(data58)){
const err119 = {instancePath:instancePath+"/spec/worker/port",keyword:"maximum",params:{comparison: "<=", limit: 65535}};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
if(data58 < 1 || isNaN(data58)){
const err120 = {instancePath:instancePath+"/spec/worker/port",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
}
}
if(data52.url !== undefined){
let data59 = data52.url;
if((typeof data59 !== "string") && (data59 !== null)){
const err121 = {instancePath:instancePath+"/spec/worker/url",keyword:"type",params:{type: schema11.properties.spec.properties.worker.properties.url.type}};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
if(typeof data59 === "string"){
if(func3(data59) > 4096){
const err122 = {instancePath:instancePath+"/spec/worker/url",keyword:"maxLength",params:{limit: 4096}};
if(vErrors === null){
vErrors = [err122];
}
else {
vErrors.push(err122);
}
errors++;
}
if(func3(data59) < 1){
const err123 = {instancePath:instancePath+"/spec/worker/url",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
}
}
}
if(data52.podSpec !== undefined){
let data60 = data52.podSpec;
if(!(data60 && typeof data60 == "object" && !Array.isArray(data60))){
const err124 = {instancePath:instancePath+"/spec/worker/podSpec",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err124];
}
else {
vErrors.push(err124);
}
errors++;
}
}
}
else {
const err125 = {instancePath:instancePath+"/spec/worker",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err125];
}
else {
vErrors.push(err125);
}
errors++;
}
}
if(data23.schedule !== undefined){
let data61 = data23.schedule;
if(data61 && typeof data61 == "object" && !Array.isArray(data61)){
for(const key10 in data61){
if(!(((((key10 === "discoveryIntervalSeconds") || (key10 === "leaseSeconds")) || (key10 === "maxConcurrentScans")) || (key10 === "maxInFlightBatches")) || (key10 === "cron"))){
const err126 = {instancePath:instancePath+"/spec/schedule",keyword:"additionalProperties",params:{additionalProperty: key10}};
if(vErrors === null){
vErrors = [err126];
}
else {
vErrors.push(err126);
}
errors++;
}
}
if(data61.discoveryIntervalSeconds !== undefined){
let data62 = data61.discoveryIntervalSeconds;
if(!(((typeof data62 == "number") && (!(data62 % 1) && !isNaN(data62))) && (isFinite(data62)))){
const err127 = {instancePath:instancePath+"/spec/schedule/discoveryIntervalSeconds",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err127];
}
else {
vErrors.push(err127);
}
errors++;
}
if((typeof data62 == "number") && (isFinite(data62))){
if(data62 > 2147483647 || isNaN(data62)){
const err128 = {instancePath:instancePath+"/spec/schedule/discoveryIntervalSeconds",keyword:"maximum",params:{comparison: "<=", limit: 2147483647}};
if(vErrors === null){
vErrors = [err128];
}
else {
vErrors.push(err128);
}
errors++;
}
if(data62 < 1 || isNaN(data62)){
const err129 = {instancePath:instancePath+"/spec/schedule/discoveryIntervalSeconds",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err129];
}
else {
vErrors.push(err129);
}
errors++;
}
}
}
if(data61.leaseSeconds !== undefined){
let data63 = data61.leaseSeconds;
if(!(((typeof data63 == "number") && (!(data63 % 1) && !isNaN(data63))) && (isFinite(data63)))){
const err130 = {instancePath:instancePath+"/spec/schedule/leaseSeconds",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err130];
}
else {
vErrors.push(err130);
}
errors++;
}
if((typeof data63 == "number") && (isFinite(data63))){
if(data63 > 2147483647 || isNaN(data63)){
const err131 = {instancePath:instancePath+"/spec/schedule/leaseSeconds",keyword:"maximum",params:{comparison: "<=", limit: 2147483647}};
if(vErrors === null){
vErrors = [err131];
}
else {
vErrors.push(err131);
}
errors++;
}
if(data63 < 1 || isNaN(data63)){
const err132 = {instancePath:instancePath+"/spec/schedule/leaseSeconds",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
}
}
}
if(data61.maxConcurrentScans !== undefined){
let data64 = data61.maxConcurrentScans;
if(!(((typeof data64 == "number") && (!(data64 % 1) && !isNaN(data64))) && (isFinite(data64)))){
const err133 = {instancePath:instancePath+"/spec/schedule/maxConcurrentScans",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err133];
}
else {
vErrors.push(err133);
}
errors++;
}
if((typeof data64 == "number") && (isFinite(data64))){
if(data64 > 2147483647 || isNaN(data64)){
const err134 = {instancePath:instancePath+"/spec/schedule/maxConcurrentScans",keyword:"maximum",params:{comparison: "<=", limit: 2147483647}};
if(vErrors === null){
vErrors = [err134];
}
else {
vErrors.push(err134);
}
errors++;
}
if(data64 < 1 || isNaN(data64)){
const err135 = {instancePath:instancePath+"/spec/schedule/maxConcurrentScans",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err135];
}
else {
vErrors.push(err135);
}
errors++;
}
}
}
if(data61.maxInFlightBatches !== undefined){
let data65 = data61.maxInFlightBatches;
if(!(((typeof data65 == "number") && (!(data65 % 1) && !isNaN(data65))) && (isFinite(data65)))){
const err136 = {instancePath:instancePath+"/spec/schedule/maxInFlightBatches",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err136];
}
else {
vErrors.push(err136);
}
errors++;
}
if((typeof data65 == "number") && (isFinite(data65))){
if(data65 > 2147483647 || isNaN(data65)){
const err137 = {instancePath:instancePath+"/spec/schedule/maxInFlightBatches",keyword:"maximum",params:{comparison: "<=", limit: 2147483647}};
if(vErrors === null){
vErrors = [err137];
}
else {
vErrors.push(err137);
}
errors++;
}
if(data65 < 1 || isNaN(data65)){
const err138 = {instancePath:instancePath+"/spec/schedule/maxInFlightBatches",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err138];
}
else {
vErrors.push(err138);
}
errors++;
}
}
}
if(data61.cron !== undefined){
let data66 = data61.cron;
if((typeof data66 !== "string") && (data66 !== null)){
const err139 = {instancePath:instancePath+"/spec/schedule/cron",keyword:"type",params:{type: schema11.properties.spec.properties.schedule.properties.cron.type}};
if(vErrors === null){
vErrors = [err139];
}
else {
vErrors.push(err139);
}
errors++;
}
if(typeof data66 === "string"){
if(func3(data66) > 256){
const err140 = {instancePath:instancePath+"/spec/schedule/cron",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err140];
}
else {
vErrors.push(err140);
}
errors++;
}
}
}
}
else {
const err141 = {instancePath:instancePath+"/spec/schedule",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err141];
}
else {
vErrors.push(err141);
}
errors++;
}
}
if(data23.retry !== undefined){
let data67 = data23.retry;
if(data67 && typeof data67 == "object" && !Array.isArray(data67)){
for(const key11 in data67){
if(!(((key11 === "maxAttempts") || (key11 === "initialBackoffSeconds")) || (key11 === "maxBackoffSeconds"))){
const err142 = {instancePath:instancePath+"/spec/retry",keyword:"additionalProperties",params:{additionalProperty: key11}};
if(vErrors === null){
vErrors = [err142];
}
else {
vErrors.push(err142);
}
errors++;
}
}
if(data67.maxAttempts !== undefined){
let data68 = data67.maxAttempts;
if(!(((typeof data68 == "number") && (!(data68 % 1) && !isNaN(data68))) && (isFinite(data68)))){
const err143 = {instancePath:instancePath+"/spec/retry/maxAttempts",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err143];
}
else {
vErrors.push(err143);
}
errors++;
}
if((typeof data68 == "number") && (isFinite(data68))){
if(data68 > 2147483647 || isNaN(data68)){
const err144 = {instancePath:instancePath+"/spec/retry/maxAttempts",keyword:"maximum",params:{comparison: "<=", limit: 2147483647}};
if(vErrors === null){
vErrors = [err144];
}
else {
vErrors.push(err144);
}
errors++;
}
if(data68 < 1 || isNaN(data68)){
const err145 = {instancePath:instancePath+"/spec/retry/maxAttempts",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err145];
}
else {
vErrors.push(err145);
}
errors++;
}
}
}
if(data67.initialBackoffSeconds !== undefined){
let data69 = data67.initialBackoffSeconds;
if(!(((typeof data69 == "number") && (!(data69 % 1) && !isNaN(data69))) && (isFinite(data69)))){
const err146 = {instancePath:instancePath+"/spec/retry/initialBackoffSeconds",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err146];
}
else {
vErrors.push(err146);
}
errors++;
}
if((typeof data69 == "number") && (isFinite(data69))){
if(data69 > 2147483647 || isNaN(data69)){
const err147 = {instancePath:instancePath+"/spec/retry/initialBackoffSeconds",keyword:"maximum",params:{comparison: "<=", limit: 2147483647}};
if(vErrors === null){
vErrors = [err147];
}
else {
vErrors.push(err147);
}
errors++;
}
if(data69 < 0 || isNaN(data69)){
const err148 = {instancePath:instancePath+"/spec/retry/initialBackoffSeconds",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err148];
}
else {
vErrors.push(err148);
}
errors++;
}
}
}
if(data67.maxBackoffSeconds !== undefined){
let data70 = data67.maxBackoffSeconds;
if(!(((typeof data70 == "number") && (!(data70 % 1) && !isNaN(data70))) && (isFinite(data70)))){
const err149 = {instancePath:instancePath+"/spec/retry/maxBackoffSeconds",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err149];
}
else {
vErrors.push(err149);
}
errors++;
}
if((typeof data70 == "number") && (isFinite(data70))){
if(data70 > 2147483647 || isNaN(data70)){
const err150 = {instancePath:instancePath+"/spec/retry/maxBackoffSeconds",keyword:"maximum",params:{comparison: "<=", limit: 2147483647}};
if(vErrors === null){
vErrors = [err150];
}
else {
vErrors.push(err150);
}
errors++;
}
if(data70 < 0 || isNaN(data70)){
const err151 = {instancePath:instancePath+"/spec/retry/maxBackoffSeconds",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err151];
}
else {
vErrors.push(err151);
}
errors++;
}
}
}
}
else {
const err152 = {instancePath:instancePath+"/spec/retry",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err152];
}
else {
vErrors.push(err152);
}
errors++;
}
}
if(data23.scaling !== undefined){
let data71 = data23.scaling;
if(data71 && typeof data71 == "object" && !Array.isArray(data71)){
if(data71.replicas === undefined){
const err153 = {instancePath:instancePath+"/spec/scaling",keyword:"required",params:{missingProperty: "replicas"}};
if(vErrors === null){
vErrors = [err153];
}
else {
vErrors.push(err153);
}
errors++;
}
for(const key12 in data71){
if(!((((key12 === "pool") || (key12 === "mode")) || (key12 === "replicas")) || (key12 === "warmWindowSeconds"))){
const err154 = {instancePath:instancePath+"/spec/scaling",keyword:"additionalProperties",params:{additionalProperty: key12}};
if(vErrors === null){
vErrors = [err154];
}
else {
vErrors.push(err154);
}
errors++;
}
}
if(data71.pool !== undefined){
let data72 = data71.pool;
if(typeof data72 === "string"){
if(func3(data72) > 253){
const err155 = {instancePath:instancePath+"/spec/scaling/pool",keyword:"maxLength",params:{limit: 253}};
if(vErrors === null){
vErrors = [err155];
}
else {
vErrors.push(err155);
}
errors++;
}
if(func3(data72) < 1){
const err156 = {instancePath:instancePath+"/spec/scaling/pool",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err156];
}
else {
vErrors.push(err156);
}
errors++;
}
}
else {
const err157 = {instancePath:instancePath+"/spec/scaling/pool",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err157];
}
else {
vErrors.push(err157);
}
errors++;
}
}
if(data71.mode !== undefined){
let data73 = data71.mode;
if(typeof data73 !== "string"){
const err158 = {instancePath:instancePath+"/spec/scaling/mode",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err158];
}
else {
vErrors.push(err158);
}
errors++;
}
if(!(((data73 === "autoscale") || (data73 === "fixed")) || (data73 === "disabled"))){
const err159 = {instancePath:instancePath+"/spec/scaling/mode",keyword:"enum",params:{allowedValues: schema11.properties.spec.properties.scaling.properties.mode.enum}};
if(vErrors === null){
vErrors = [err159];
}
else {
vErrors.push(err159);
}
errors++;
}
}
if(data71.replicas !== undefined){
let data74 = data71.replicas;
if(data74 && typeof data74 == "object" && !Array.isArray(data74)){
if(data74.max === undefined){
const err160 = {instancePath:instancePath+"/spec/scaling/replicas",keyword:"required",params:{missingProperty: "max"}};
if(vErrors === null){
vErrors = [err160];
}
else {
vErrors.push(err160);
}
errors++;
}
for(const key13 in data74){
if(!((key13 === "min") || (key13 === "max"))){
const err161 = {instancePath:instancePath+"/spec/scaling/replicas",keyword:"additionalProperties",params:{additionalProperty: key13}};
if(vErrors === null){
vErrors = [err161];
}
else {
vErrors.push(err161);
}
errors++;
}
}
if(data74.min !== undefined){
let data75 = data74.min;
if(!(((typeof data75 == "number") && (!(data75 % 1) && !isNaN(data75))) && (isFinite(data75)))){
const err162 = {instancePath:instancePath+"/spec/scaling/replicas/min",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err162];
}
else {
vErrors.push(err162);
}
errors++;
}
if((typeof data75 == "number") && (isFinite(data75))){
if(data75 > 2147483647 || isNaN(data75)){
const err163 = {instancePath:instancePath+"/spec/scaling/replicas/min",keyword:"maximum",params:{comparison: "<=", limit: 2147483647}};
if(vErrors === null){
vErrors = [err163];
}
else {
vErrors.push(err163);
}
errors++;
}
if(data75 < 0 || isNaN(data75)){
const err164 = {instancePath:instancePath+"/spec/scaling/replicas/min",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err164];
}
else {
vErrors.push(err164);
}
errors++;
}
}
}
if(data74.max !== undefined){
let data76 = data74.max;
if(!(((typeof data76 == "number") && (!(data76 % 1) && !isNaN(data76))) && (isFinite(data76)))){
const err165 = {instancePath:instancePath+"/spec/scaling/replicas/max",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err165];
}
else {
vErrors.push(err165);
}
errors++;
}
if((typeof data76 == "number") && (isFinite(data76))){
if(data76 > 2147483647 || isNaN(data76)){
const err166 = {instancePath:instancePath+"/spec/scaling/replicas/max",keyword:"maximum",params:{comparison: "<=", limit: 2147483647}};
if(vErrors === null){
vErrors = [err166];
}
else {
vErrors.push(err166);
}
errors++;
}
if(data76 < 1 || isNaN(data76)){
const err167 = {instancePath:instancePath+"/spec/scaling/replicas/max",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err167];
}
else {
vErrors.push(err167);
}
errors++;
}
}
}
}
else {
const err168 = {instancePath:instancePath+"/spec/scaling/replicas",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err168];
}
else {
vErrors.push(err168);
}
errors++;
}
}
if(data71.warmWindowSeconds !== undefined){
let data77 = data71.warmWindowSeconds;
if((!(((typeof data77 == "number") && (!(data77 % 1) && !isNaN(data77))) && (isFinite(data77)))) && (data77 !== null)){
const err169 = {instancePath:instancePath+"/spec/scaling/warmWindowSeconds",keyword:"type",params:{type: schema11.properties.spec.properties.scaling.properties.warmWindowSeconds.type}};
if(vErrors === null){
vErrors = [err169];
}
else {
vErrors.push(err169);
}
errors++;
}
if((typeof data77 == "number") && (isFinite(data77))){
if(data77 > 2147483647 || isNaN(data77)){
const err170 = {instancePath:instancePath+"/spec/scaling/warmWindowSeconds",keyword:"maximum",params:{comparison: "<=", limit: 2147483647}};
if(vErrors === null){
vErrors = [err170];
}
else {
vErrors.push(err170);
}
errors++;
}
if(data77 < 0 || isNaN(data77)){
const err171 = {instancePath:instancePath+"/spec/scaling/warmWindowSeconds",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err171];
}
else {
vErrors.push(err171);
}
errors++;
}
}
}
}
else {
const err172 = {instancePath:instancePath+"/spec/scaling",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err172];
}
else {
vErrors.push(err172);
}
errors++;
}
}
if(data23.groupByParent !== undefined){
if(typeof data23.groupByParent !== "boolean"){
const err173 = {instancePath:instancePath+"/spec/groupByParent",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err173];
}
else {
vErrors.push(err173);
}
errors++;
}
}
if(data23.queriesPerItem !== undefined){
let data79 = data23.queriesPerItem;
if(!(((typeof data79 == "number") && (!(data79 % 1) && !isNaN(data79))) && (isFinite(data79)))){
const err174 = {instancePath:instancePath+"/spec/queriesPerItem",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err174];
}
else {
vErrors.push(err174);
}
errors++;
}
if((typeof data79 == "number") && (isFinite(data79))){
if(data79 > 4294967295 || isNaN(data79)){
const err175 = {instancePath:instancePath+"/spec/queriesPerItem",keyword:"maximum",params:{comparison: "<=", limit: 4294967295}};
if(vErrors === null){
vErrors = [err175];
}
else {
vErrors.push(err175);
}
errors++;
}
if(data79 < 0 || isNaN(data79)){
const err176 = {instancePath:instancePath+"/spec/queriesPerItem",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err176];
}
else {
vErrors.push(err176);
}
errors++;
}
}
}
}
else {
const err177 = {instancePath:instancePath+"/spec",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err177];
}
else {
vErrors.push(err177);
}
errors++;
}
}
if(data.status !== undefined){
let data80 = data.status;
if((!(data80 && typeof data80 == "object" && !Array.isArray(data80))) && (data80 !== null)){
const err178 = {instancePath:instancePath+"/status",keyword:"type",params:{type: schema11.properties.status.type}};
if(vErrors === null){
vErrors = [err178];
}
else {
vErrors.push(err178);
}
errors++;
}
}
}
else {
const err179 = {instancePath,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err179];
}
else {
vErrors.push(err179);
}
errors++;
}
validate10.errors = vErrors;
return errors === 0;
}

export const InfraRules = validate11;
const schema12 = {"type":"object","additionalProperties":false,"required":["apiVersion","kind","metadata"],"properties":{"apiVersion":{"type":"string","enum":["hevlayer.com/v1alpha1"]},"kind":{"type":"string","enum":["InfraRules"]},"metadata":{"type":"object","additionalProperties":false,"required":["name"],"properties":{"name":{"type":"string","minLength":1,"maxLength":253},"namespace":{"type":"string","minLength":1,"maxLength":63,"pattern":"^([a-z0-9]([-a-z0-9]*[a-z0-9])?)?$"},"labels":{"type":["object","null"],"additionalProperties":{"type":"string"}},"annotations":{"type":["object","null"],"additionalProperties":{"type":"string"}},"generateName":{"type":"string"},"finalizers":{"type":["array","null"],"items":{"type":"string"}},"ownerReferences":{"type":["array","null"],"items":{"type":"object"}},"managedFields":{"type":["array","null"],"items":{"type":"object"}},"uid":{"type":"string"},"resourceVersion":{"type":"string"},"generation":{"type":"integer"},"creationTimestamp":{"type":["string","null"]},"deletionTimestamp":{"type":["string","null"]},"deletionGracePeriodSeconds":{"type":["integer","null"]},"selfLink":{"type":"string"}}},"spec":{"type":"object","additionalProperties":false,"properties":{"computePools":{"type":"array","maxItems":1024,"items":{"type":"object","additionalProperties":false,"required":["name","kind","maxReplicasPerWorkload"],"properties":{"name":{"type":"string","minLength":1,"maxLength":253},"kind":{"type":"string","minLength":1,"maxLength":253},"gpuType":{"type":["string","null"],"maxLength":253},"nodeSelector":{"type":"object","maxProperties":256,"additionalProperties":{"type":"string"}},"tolerations":{"type":"array","maxItems":256,"items":{"type":"object"}},"resources":{"type":"object"},"maxReplicasPerWorkload":{"type":"integer","minimum":0,"maximum":2147483647}}}},"documentCache":{"type":["object","null"],"additionalProperties":false,"required":["capGiB","replicationFactor","scaling"],"properties":{"capGiB":{"type":"integer","minimum":0,"maximum":9007199254740991},"replicationFactor":{"type":"integer","minimum":1,"maximum":2147483647},"scaling":{"type":"object","additionalProperties":false,"required":["nodes"],"properties":{"mode":{"type":"string","enum":["autoscale","fixed"]},"nodes":{"type":"object","additionalProperties":false,"required":["min","max"],"properties":{"min":{"type":"integer","minimum":0,"maximum":2147483647},"max":{"type":"integer","minimum":1,"maximum":2147483647}}}}}}},"embedders":{"type":"array","maxItems":1024,"items":{"type":"object"}},"ocr":{"type":"array","maxItems":1024,"items":{"type":"object"}}}},"status":{"type":["object","null"]}}};

function validate11(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.apiVersion === undefined){
const err0 = {instancePath,keyword:"required",params:{missingProperty: "apiVersion"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.kind === undefined){
const err1 = {instancePath,keyword:"required",params:{missingProperty: "kind"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.metadata === undefined){
const err2 = {instancePath,keyword:"required",params:{missingProperty: "metadata"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 in data){
if(!(((((key0 === "apiVersion") || (key0 === "kind")) || (key0 === "metadata")) || (key0 === "spec")) || (key0 === "status"))){
const err3 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.apiVersion !== undefined){
let data0 = data.apiVersion;
if(typeof data0 !== "string"){
const err4 = {instancePath:instancePath+"/apiVersion",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(!(data0 === "hevlayer.com/v1alpha1")){
const err5 = {instancePath:instancePath+"/apiVersion",keyword:"enum",params:{allowedValues: schema12.properties.apiVersion.enum}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.kind !== undefined){
let data1 = data.kind;
if(typeof data1 !== "string"){
const err6 = {instancePath:instancePath+"/kind",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(!(data1 === "InfraRules")){
const err7 = {instancePath:instancePath+"/kind",keyword:"enum",params:{allowedValues: schema12.properties.kind.enum}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.metadata !== undefined){
let data2 = data.metadata;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.name === undefined){
const err8 = {instancePath:instancePath+"/metadata",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
for(const key1 in data2){
if(!(func2.call(schema12.properties.metadata.properties, key1))){
const err9 = {instancePath:instancePath+"/metadata",keyword:"additionalProperties",params:{additionalProperty: key1}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data2.name !== undefined){
let data3 = data2.name;
if(typeof data3 === "string"){
if(func3(data3) > 253){
const err10 = {instancePath:instancePath+"/metadata/name",keyword:"maxLength",params:{limit: 253}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(func3(data3) < 1){
const err11 = {instancePath:instancePath+"/metadata/name",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
else {
const err12 = {instancePath:instancePath+"/metadata/name",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data2.namespace !== undefined){
let data4 = data2.namespace;
if(typeof data4 === "string"){
if(func3(data4) > 63){
const err13 = {instancePath:instancePath+"/metadata/namespace",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(func3(data4) < 1){
const err14 = {instancePath:instancePath+"/metadata/namespace",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(!pattern1.test(data4)){
const err15 = {instancePath:instancePath+"/metadata/namespace",keyword:"pattern",params:{pattern: "^([a-z0-9]([-a-z0-9]*[a-z0-9])?)?$"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
else {
const err16 = {instancePath:instancePath+"/metadata/namespace",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data2.labels !== undefined){
let data5 = data2.labels;
if((!(data5 && typeof data5 == "object" && !Array.isArray(data5))) && (data5 !== null)){
const err17 = {instancePath:instancePath+"/metadata/labels",keyword:"type",params:{type: schema12.properties.metadata.properties.labels.type}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
for(const key2 in data5){
if(typeof data5[key2] !== "string"){
const err18 = {instancePath:instancePath+"/metadata/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
}
}
if(data2.annotations !== undefined){
let data7 = data2.annotations;
if((!(data7 && typeof data7 == "object" && !Array.isArray(data7))) && (data7 !== null)){
const err19 = {instancePath:instancePath+"/metadata/annotations",keyword:"type",params:{type: schema12.properties.metadata.properties.annotations.type}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
for(const key3 in data7){
if(typeof data7[key3] !== "string"){
const err20 = {instancePath:instancePath+"/metadata/annotations/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
}
}
if(data2.generateName !== undefined){
if(typeof data2.generateName !== "string"){
const err21 = {instancePath:instancePath+"/metadata/generateName",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data2.finalizers !== undefined){
let data10 = data2.finalizers;
if((!(Array.isArray(data10))) && (data10 !== null)){
const err22 = {instancePath:instancePath+"/metadata/finalizers",keyword:"type",params:{type: schema12.properties.metadata.properties.finalizers.type}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if(Array.isArray(data10)){
const len0 = data10.length;
for(let i0=0; i0<len0; i0++){
if(typeof data10[i0] !== "string"){
const err23 = {instancePath:instancePath+"/metadata/finalizers/" + i0,keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
}
}
if(data2.ownerReferences !== undefined){
let data12 = data2.ownerReferences;
if((!(Array.isArray(data12))) && (data12 !== null)){
const err24 = {instancePath:instancePath+"/metadata/ownerReferences",keyword:"type",params:{type: schema12.properties.metadata.properties.ownerReferences.type}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(Array.isArray(data12)){
const len1 = data12.length;
for(let i1=0; i1<len1; i1++){
let data13 = data12[i1];
if(!(data13 && typeof data13 == "object" && !Array.isArray(data13))){
const err25 = {instancePath:instancePath+"/metadata/ownerReferences/" + i1,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
}
}
if(data2.managedFields !== undefined){
let data14 = data2.managedFields;
if((!(Array.isArray(data14))) && (data14 !== null)){
const err26 = {instancePath:instancePath+"/metadata/managedFields",keyword:"type",params:{type: schema12.properties.metadata.properties.managedFields.type}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if(Array.isArray(data14)){
const len2 = data14.length;
for(let i2=0; i2<len2; i2++){
let data15 = data14[i2];
if(!(data15 && typeof data15 == "object" && !Array.isArray(data15))){
const err27 = {instancePath:instancePath+"/metadata/managedFields/" + i2,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
}
}
if(data2.uid !== undefined){
if(typeof data2.uid !== "string"){
const err28 = {instancePath:instancePath+"/metadata/uid",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data2.resourceVersion !== undefined){
if(typeof data2.resourceVersion !== "string"){
const err29 = {instancePath:instancePath+"/metadata/resourceVersion",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data2.generation !== undefined){
let data18 = data2.generation;
if(!(((typeof data18 == "number") && (!(data18 % 1) && !isNaN(data18))) && (isFinite(data18)))){
const err30 = {instancePath:instancePath+"/metadata/generation",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data2.creationTimestamp !== undefined){
let data19 = data2.creationTimestamp;
if((typeof data19 !== "string") && (data19 !== null)){
const err31 = {instancePath:instancePath+"/metadata/creationTimestamp",keyword:"type",params:{type: schema12.properties.metadata.properties.creationTimestamp.type}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data2.deletionTimestamp !== undefined){
let data20 = data2.deletionTimestamp;
if((typeof data20 !== "string") && (data20 !== null)){
const err32 = {instancePath:instancePath+"/metadata/deletionTimestamp",keyword:"type",params:{type: schema12.properties.metadata.properties.deletionTimestamp.type}};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data2.deletionGracePeriodSeconds !== undefined){
let data21 = data2.deletionGracePeriodSeconds;
if((!(((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21))) && (isFinite(data21)))) && (data21 !== null)){
const err33 = {instancePath:instancePath+"/metadata/deletionGracePeriodSeconds",keyword:"type",params:{type: schema12.properties.metadata.properties.deletionGracePeriodSeconds.type}};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data2.selfLink !== undefined){
if(typeof data2.selfLink !== "string"){
const err34 = {instancePath:instancePath+"/metadata/selfLink",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
}
else {
const err35 = {instancePath:instancePath+"/metadata",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data.spec !== undefined){
let data23 = data.spec;
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
for(const key4 in data23){
if(!((((key4 === "computePools") || (key4 === "documentCache")) || (key4 === "embedders")) || (key4 === "ocr"))){
const err36 = {instancePath:instancePath+"/spec",keyword:"additionalProperties",params:{additionalProperty: key4}};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data23.computePools !== undefined){
let data24 = data23.computePools;
if(Array.isArray(data24)){
if(data24.length > 1024){
const err37 = {instancePath:instancePath+"/spec/computePools",keyword:"maxItems",params:{limit: 1024}};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
const len3 = data24.length;
for(let i3=0; i3<len3; i3++){
let data25 = data24[i3];
if(data25 && typeof data25 == "object" && !Array.isArray(data25)){
if(data25.name === undefined){
const err38 = {instancePath:instancePath+"/spec/computePools/" + i3,keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
if(data25.kind === undefined){
const err39 = {instancePath:instancePath+"/spec/computePools/" + i3,keyword:"required",params:{missingProperty: "kind"}};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
if(data25.maxReplicasPerWorkload === undefined){
const err40 = {instancePath:instancePath+"/spec/computePools/" + i3,keyword:"required",params:{missingProperty: "maxReplicasPerWorkload"}};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
for(const key5 in data25){
if(!(((((((key5 === "name") || (key5 === "kind")) || (key5 === "gpuType")) || (key5 === "nodeSelector")) || (key5 === "tolerations")) || (key5 === "resources")) || (key5 === "maxReplicasPerWorkload"))){
const err41 = {instancePath:instancePath+"/spec/computePools/" + i3,keyword:"additionalProperties",params:{additionalProperty: key5}};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data25.name !== undefined){
let data26 = data25.name;
if(typeof data26 === "string"){
if(func3(data26) > 253){
const err42 = {instancePath:instancePath+"/spec/computePools/" + i3+"/name",keyword:"maxLength",params:{limit: 253}};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
if(func3(data26) < 1){
const err43 = {instancePath:instancePath+"/spec/computePools/" + i3+"/name",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
else {
const err44 = {instancePath:instancePath+"/spec/computePools/" + i3+"/name",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data25.kind !== undefined){
let data27 = data25.kind;
if(typeof data27 === "string"){
if(func3(data27) > 253){
const err45 = {instancePath:instancePath+"/spec/computePools/" + i3+"/kind",keyword:"maxLength",params:{limit: 253}};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
if(func3(data27) < 1){
const err46 = {instancePath:instancePath+"/spec/computePools/" + i3+"/kind",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
else {
const err47 = {instancePath:instancePath+"/spec/computePools/" + i3+"/kind",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
if(data25.gpuType !== undefined){
let data28 = data25.gpuType;
if((typeof data28 !== "string") && (data28 !== null)){
const err48 = {instancePath:instancePath+"/spec/computePools/" + i3+"/gpuType",keyword:"type",params:{type: schema12.properties.spec.properties.computePools.items.properties.gpuType.type}};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
if(typeof data28 === "string"){
if(func3(data28) > 253){
const err49 = {instancePath:instancePath+"/spec/computePools/" + i3+"/gpuType",keyword:"maxLength",params:{limit: 253}};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
}
if(data25.nodeSelector !== undefined){
let data29 = data25.nodeSelector;
if(data29 && typeof data29 == "object" && !Array.isArray(data29)){
if(Object.keys(data29).length > 256){
const err50 = {instancePath:instancePath+"/spec/computePools/" + i3+"/nodeSelector",keyword:"maxProperties",params:{limit: 256}};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
for(const key6 in data29){
if(typeof data29[key6] !== "string"){
const err51 = {instancePath:instancePath+"/spec/computePools/" + i3+"/nodeSelector/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
}
else {
const err52 = {instancePath:instancePath+"/spec/computePools/" + i3+"/nodeSelector",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
if(data25.tolerations !== undefined){
let data31 = data25.tolerations;
if(Array.isArray(data31)){
if(data31.length > 256){
const err53 = {instancePath:instancePath+"/spec/computePools/" + i3+"/tolerations",keyword:"maxItems",params:{limit: 256}};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
const len4 = data31.length;
for(let i4=0; i4<len4; i4++){
let data32 = data31[i4];
if(!(data32 && typeof data32 == "object" && !Array.isArray(data32))){
const err54 = {instancePath:instancePath+"/spec/computePools/" + i3+"/tolerations/" + i4,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
}
else {
const err55 = {instancePath:instancePath+"/spec/computePools/" + i3+"/tolerations",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
if(data25.resources !== undefined){
let data33 = data25.resources;
if(!(data33 && typeof data33 == "object" && !Array.isArray(data33))){
const err56 = {instancePath:instancePath+"/spec/computePools/" + i3+"/resources",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
if(data25.maxReplicasPerWorkload !== undefined){
let data34 = data25.maxReplicasPerWorkload;
if(!(((typeof data34 == "number") && (!(data34 % 1) && !isNaN(data34))) && (isFinite(data34)))){
const err57 = {instancePath:instancePath+"/spec/computePools/" + i3+"/maxReplicasPerWorkload",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
if((typeof data34 == "number") && (isFinite(data34))){
if(data34 > 2147483647 || isNaN(data34)){
const err58 = {instancePath:instancePath+"/spec/computePools/" + i3+"/maxReplicasPerWorkload",keyword:"maximum",params:{comparison: "<=", limit: 2147483647}};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
if(data34 < 0 || isNaN(data34)){
const err59 = {instancePath:instancePath+"/spec/computePools/" + i3+"/maxReplicasPerWorkload",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
}
}
else {
const err60 = {instancePath:instancePath+"/spec/computePools/" + i3,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
}
else {
const err61 = {instancePath:instancePath+"/spec/computePools",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
if(data23.documentCache !== undefined){
let data35 = data23.documentCache;
if((!(data35 && typeof data35 == "object" && !Array.isArray(data35))) && (data35 !== null)){
const err62 = {instancePath:instancePath+"/spec/documentCache",keyword:"type",params:{type: schema12.properties.spec.properties.documentCache.type}};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
if(data35 && typeof data35 == "object" && !Array.isArray(data35)){
if(data35.capGiB === undefined){
const err63 = {instancePath:instancePath+"/spec/documentCache",keyword:"required",params:{missingProperty: "capGiB"}};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
if(data35.replicationFactor === undefined){
const err64 = {instancePath:instancePath+"/spec/documentCache",keyword:"required",params:{missingProperty: "replicationFactor"}};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
if(data35.scaling === undefined){
const err65 = {instancePath:instancePath+"/spec/documentCache",keyword:"required",params:{missingProperty: "scaling"}};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
for(const key7 in data35){
if(!(((key7 === "capGiB") || (key7 === "replicationFactor")) || (key7 === "scaling"))){
const err66 = {instancePath:instancePath+"/spec/documentCache",keyword:"additionalProperties",params:{additionalProperty: key7}};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
if(data35.capGiB !== undefined){
let data36 = data35.capGiB;
if(!(((typeof data36 == "number") && (!(data36 % 1) && !isNaN(data36))) && (isFinite(data36)))){
const err67 = {instancePath:instancePath+"/spec/documentCache/capGiB",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
if((typeof data36 == "number") && (isFinite(data36))){
if(data36 > 9007199254740991 || isNaN(data36)){
const err68 = {instancePath:instancePath+"/spec/documentCache/capGiB",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991}};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
if(data36 < 0 || isNaN(data36)){
const err69 = {instancePath:instancePath+"/spec/documentCache/capGiB",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
}
if(data35.replicationFactor !== undefined){
let data37 = data35.replicationFactor;
if(!(((typeof data37 == "number") && (!(data37 % 1) && !isNaN(data37))) && (isFinite(data37)))){
const err70 = {instancePath:instancePath+"/spec/documentCache/replicationFactor",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
if((typeof data37 == "number") && (isFinite(data37))){
if(data37 > 2147483647 || isNaN(data37)){
const err71 = {instancePath:instancePath+"/spec/documentCache/replicationFactor",keyword:"maximum",params:{comparison: "<=", limit: 2147483647}};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
if(data37 < 1 || isNaN(data37)){
const err72 = {instancePath:instancePath+"/spec/documentCache/replicationFactor",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
}
if(data35.scaling !== undefined){
let data38 = data35.scaling;
if(data38 && typeof data38 == "object" && !Array.isArray(data38)){
if(data38.nodes === undefined){
const err73 = {instancePath:instancePath+"/spec/documentCache/scaling",keyword:"required",params:{missingProperty: "nodes"}};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
for(const key8 in data38){
if(!((key8 === "mode") || (key8 === "nodes"))){
const err74 = {instancePath:instancePath+"/spec/documentCache/scaling",keyword:"additionalProperties",params:{additionalProperty: key8}};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
if(data38.mode !== undefined){
let data39 = data38.mode;
if(typeof data39 !== "string"){
const err75 = {instancePath:instancePath+"/spec/documentCache/scaling/mode",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
if(!((data39 === "autoscale") || (data39 === "fixed"))){
const err76 = {instancePath:instancePath+"/spec/documentCache/scaling/mode",keyword:"enum",params:{allowedValues: schema12.properties.spec.properties.documentCache.properties.scaling.properties.mode.enum}};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
if(data38.nodes !== undefined){
let data40 = data38.nodes;
if(data40 && typeof data40 == "object" && !Array.isArray(data40)){
if(data40.min === undefined){
const err77 = {instancePath:instancePath+"/spec/documentCache/scaling/nodes",keyword:"required",params:{missingProperty: "min"}};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
if(data40.max === undefined){
const err78 = {instancePath:instancePath+"/spec/documentCache/scaling/nodes",keyword:"required",params:{missingProperty: "max"}};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
for(const key9 in data40){
if(!((key9 === "min") || (key9 === "max"))){
const err79 = {instancePath:instancePath+"/spec/documentCache/scaling/nodes",keyword:"additionalProperties",params:{additionalProperty: key9}};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
}
if(data40.min !== undefined){
let data41 = data40.min;
if(!(((typeof data41 == "number") && (!(data41 % 1) && !isNaN(data41))) && (isFinite(data41)))){
const err80 = {instancePath:instancePath+"/spec/documentCache/scaling/nodes/min",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
if((typeof data41 == "number") && (isFinite(data41))){
if(data41 > 2147483647 || isNaN(data41)){
const err81 = {instancePath:instancePath+"/spec/documentCache/scaling/nodes/min",keyword:"maximum",params:{comparison: "<=", limit: 2147483647}};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
if(data41 < 0 || isNaN(data41)){
const err82 = {instancePath:instancePath+"/spec/documentCache/scaling/nodes/min",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
}
if(data40.max !== undefined){
let data42 = data40.max;
if(!(((typeof data42 == "number") && (!(data42 % 1) && !isNaN(data42))) && (isFinite(data42)))){
const err83 = {instancePath:instancePath+"/spec/documentCache/scaling/nodes/max",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
if((typeof data42 == "number") && (isFinite(data42))){
if(data42 > 2147483647 || isNaN(data42)){
const err84 = {instancePath:instancePath+"/spec/documentCache/scaling/nodes/max",keyword:"maximum",params:{comparison: "<=", limit: 2147483647}};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
if(data42 < 1 || isNaN(data42)){
const err85 = {instancePath:instancePath+"/spec/documentCache/scaling/nodes/max",keyword:"minimum",params:{comparison: ">=", limit: 1}};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
}
}
}
else {
const err86 = {instancePath:instancePath+"/spec/documentCache/scaling/nodes",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
}
}
else {
const err87 = {instancePath:instancePath+"/spec/documentCache/scaling",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
}
}
}
if(data23.embedders !== undefined){
let data43 = data23.embedders;
if(Array.isArray(data43)){
if(data43.length > 1024){
const err88 = {instancePath:instancePath+"/spec/embedders",keyword:"maxItems",params:{limit: 1024}};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
const len5 = data43.length;
for(let i5=0; i5<len5; i5++){
let data44 = data43[i5];
if(!(data44 && typeof data44 == "object" && !Array.isArray(data44))){
const err89 = {instancePath:instancePath+"/spec/embedders/" + i5,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
}
}
else {
const err90 = {instancePath:instancePath+"/spec/embedders",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
}
if(data23.ocr !== undefined){
let data45 = data23.ocr;
if(Array.isArray(data45)){
if(data45.length > 1024){
const err91 = {instancePath:instancePath+"/spec/ocr",keyword:"maxItems",params:{limit: 1024}};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
const len6 = data45.length;
for(let i6=0; i6<len6; i6++){
let data46 = data45[i6];
if(!(data46 && typeof data46 == "object" && !Array.isArray(data46))){
const err92 = {instancePath:instancePath+"/spec/ocr/" + i6,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
}
}
else {
const err93 = {instancePath:instancePath+"/spec/ocr",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
}
}
else {
const err94 = {instancePath:instancePath+"/spec",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
}
if(data.status !== undefined){
let data47 = data.status;
if((!(data47 && typeof data47 == "object" && !Array.isArray(data47))) && (data47 !== null)){
const err95 = {instancePath:instancePath+"/status",keyword:"type",params:{type: schema12.properties.status.type}};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
}
}
else {
const err96 = {instancePath,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
validate11.errors = vErrors;
return errors === 0;
}

export const Index = validate12;
const schema13 = {"type":"object","additionalProperties":false,"required":["apiVersion","kind","metadata","spec"],"properties":{"apiVersion":{"type":"string","enum":["hevlayer.com/v1"]},"kind":{"type":"string","enum":["Index"]},"metadata":{"type":"object","additionalProperties":false,"required":["name"],"properties":{"name":{"type":"string","minLength":1,"maxLength":253,"pattern":"^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*)?$"},"namespace":{"type":"string","minLength":1,"maxLength":63,"pattern":"^([a-z0-9]([-a-z0-9]*[a-z0-9])?)?$"},"labels":{"type":["object","null"],"additionalProperties":{"type":"string"}},"annotations":{"type":["object","null"],"additionalProperties":{"type":"string"}},"generateName":{"type":"string"},"finalizers":{"type":["array","null"],"items":{"type":"string"}},"ownerReferences":{"type":["array","null"],"items":{"type":"object"}},"managedFields":{"type":["array","null"],"items":{"type":"object"}},"uid":{"type":"string"},"resourceVersion":{"type":"string"},"generation":{"type":"integer"},"creationTimestamp":{"type":["string","null"]},"deletionTimestamp":{"type":["string","null"]},"deletionGracePeriodSeconds":{"type":["integer","null"]},"selfLink":{"type":"string"}}},"spec":{"type":"object","additionalProperties":true,"required":["backend"],"properties":{"backend":{"type":"object","additionalProperties":true,"properties":{"namespace":{"type":["string","null"],"minLength":1,"maxLength":256}}},"metadata":{"type":"object","additionalProperties":true,"properties":{"labels":{"type":"object","maxProperties":1024,"additionalProperties":{"type":"string"}}}}}},"status":{"type":["object","null"]}}};

function validate12(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.apiVersion === undefined){
const err0 = {instancePath,keyword:"required",params:{missingProperty: "apiVersion"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.kind === undefined){
const err1 = {instancePath,keyword:"required",params:{missingProperty: "kind"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.metadata === undefined){
const err2 = {instancePath,keyword:"required",params:{missingProperty: "metadata"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.spec === undefined){
const err3 = {instancePath,keyword:"required",params:{missingProperty: "spec"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data){
if(!(((((key0 === "apiVersion") || (key0 === "kind")) || (key0 === "metadata")) || (key0 === "spec")) || (key0 === "status"))){
const err4 = {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.apiVersion !== undefined){
let data0 = data.apiVersion;
if(typeof data0 !== "string"){
const err5 = {instancePath:instancePath+"/apiVersion",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(!(data0 === "hevlayer.com/v1")){
const err6 = {instancePath:instancePath+"/apiVersion",keyword:"enum",params:{allowedValues: schema13.properties.apiVersion.enum}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.kind !== undefined){
let data1 = data.kind;
if(typeof data1 !== "string"){
const err7 = {instancePath:instancePath+"/kind",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(!(data1 === "Index")){
const err8 = {instancePath:instancePath+"/kind",keyword:"enum",params:{allowedValues: schema13.properties.kind.enum}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.metadata !== undefined){
let data2 = data.metadata;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.name === undefined){
const err9 = {instancePath:instancePath+"/metadata",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
for(const key1 in data2){
if(!(func2.call(schema13.properties.metadata.properties, key1))){
const err10 = {instancePath:instancePath+"/metadata",keyword:"additionalProperties",params:{additionalProperty: key1}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data2.name !== undefined){
let data3 = data2.name;
if(typeof data3 === "string"){
if(func3(data3) > 253){
const err11 = {instancePath:instancePath+"/metadata/name",keyword:"maxLength",params:{limit: 253}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(func3(data3) < 1){
const err12 = {instancePath:instancePath+"/metadata/name",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(!pattern0.test(data3)){
const err13 = {instancePath:instancePath+"/metadata/name",keyword:"pattern",params:{pattern: "^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*)?$"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
else {
const err14 = {instancePath:instancePath+"/metadata/name",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data2.namespace !== undefined){
let data4 = data2.namespace;
if(typeof data4 === "string"){
if(func3(data4) > 63){
const err15 = {instancePath:instancePath+"/metadata/namespace",keyword:"maxLength",params:{limit: 63}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(func3(data4) < 1){
const err16 = {instancePath:instancePath+"/metadata/namespace",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(!pattern1.test(data4)){
const err17 = {instancePath:instancePath+"/metadata/namespace",keyword:"pattern",params:{pattern: "^([a-z0-9]([-a-z0-9]*[a-z0-9])?)?$"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/metadata/namespace",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data2.labels !== undefined){
let data5 = data2.labels;
if((!(data5 && typeof data5 == "object" && !Array.isArray(data5))) && (data5 !== null)){
const err19 = {instancePath:instancePath+"/metadata/labels",keyword:"type",params:{type: schema13.properties.metadata.properties.labels.type}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
for(const key2 in data5){
if(typeof data5[key2] !== "string"){
const err20 = {instancePath:instancePath+"/metadata/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
}
}
if(data2.annotations !== undefined){
let data7 = data2.annotations;
if((!(data7 && typeof data7 == "object" && !Array.isArray(data7))) && (data7 !== null)){
const err21 = {instancePath:instancePath+"/metadata/annotations",keyword:"type",params:{type: schema13.properties.metadata.properties.annotations.type}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
for(const key3 in data7){
if(typeof data7[key3] !== "string"){
const err22 = {instancePath:instancePath+"/metadata/annotations/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
}
}
if(data2.generateName !== undefined){
if(typeof data2.generateName !== "string"){
const err23 = {instancePath:instancePath+"/metadata/generateName",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data2.finalizers !== undefined){
let data10 = data2.finalizers;
if((!(Array.isArray(data10))) && (data10 !== null)){
const err24 = {instancePath:instancePath+"/metadata/finalizers",keyword:"type",params:{type: schema13.properties.metadata.properties.finalizers.type}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(Array.isArray(data10)){
const len0 = data10.length;
for(let i0=0; i0<len0; i0++){
if(typeof data10[i0] !== "string"){
const err25 = {instancePath:instancePath+"/metadata/finalizers/" + i0,keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
}
}
if(data2.ownerReferences !== undefined){
let data12 = data2.ownerReferences;
if((!(Array.isArray(data12))) && (data12 !== null)){
const err26 = {instancePath:instancePath+"/metadata/ownerReferences",keyword:"type",params:{type: schema13.properties.metadata.properties.ownerReferences.type}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if(Array.isArray(data12)){
const len1 = data12.length;
for(let i1=0; i1<len1; i1++){
let data13 = data12[i1];
if(!(data13 && typeof data13 == "object" && !Array.isArray(data13))){
const err27 = {instancePath:instancePath+"/metadata/ownerReferences/" + i1,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
}
}
if(data2.managedFields !== undefined){
let data14 = data2.managedFields;
if((!(Array.isArray(data14))) && (data14 !== null)){
const err28 = {instancePath:instancePath+"/metadata/managedFields",keyword:"type",params:{type: schema13.properties.metadata.properties.managedFields.type}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
if(Array.isArray(data14)){
const len2 = data14.length;
for(let i2=0; i2<len2; i2++){
let data15 = data14[i2];
if(!(data15 && typeof data15 == "object" && !Array.isArray(data15))){
const err29 = {instancePath:instancePath+"/metadata/managedFields/" + i2,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
}
if(data2.uid !== undefined){
if(typeof data2.uid !== "string"){
const err30 = {instancePath:instancePath+"/metadata/uid",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data2.resourceVersion !== undefined){
if(typeof data2.resourceVersion !== "string"){
const err31 = {instancePath:instancePath+"/metadata/resourceVersion",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data2.generation !== undefined){
let data18 = data2.generation;
if(!(((typeof data18 == "number") && (!(data18 % 1) && !isNaN(data18))) && (isFinite(data18)))){
const err32 = {instancePath:instancePath+"/metadata/generation",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data2.creationTimestamp !== undefined){
let data19 = data2.creationTimestamp;
if((typeof data19 !== "string") && (data19 !== null)){
const err33 = {instancePath:instancePath+"/metadata/creationTimestamp",keyword:"type",params:{type: schema13.properties.metadata.properties.creationTimestamp.type}};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data2.deletionTimestamp !== undefined){
let data20 = data2.deletionTimestamp;
if((typeof data20 !== "string") && (data20 !== null)){
const err34 = {instancePath:instancePath+"/metadata/deletionTimestamp",keyword:"type",params:{type: schema13.properties.metadata.properties.deletionTimestamp.type}};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data2.deletionGracePeriodSeconds !== undefined){
let data21 = data2.deletionGracePeriodSeconds;
if((!(((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21))) && (isFinite(data21)))) && (data21 !== null)){
const err35 = {instancePath:instancePath+"/metadata/deletionGracePeriodSeconds",keyword:"type",params:{type: schema13.properties.metadata.properties.deletionGracePeriodSeconds.type}};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data2.selfLink !== undefined){
if(typeof data2.selfLink !== "string"){
const err36 = {instancePath:instancePath+"/metadata/selfLink",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
}
else {
const err37 = {instancePath:instancePath+"/metadata",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data.spec !== undefined){
let data23 = data.spec;
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
if(data23.backend === undefined){
const err38 = {instancePath:instancePath+"/spec",keyword:"required",params:{missingProperty: "backend"}};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
if(data23.backend !== undefined){
let data24 = data23.backend;
if(data24 && typeof data24 == "object" && !Array.isArray(data24)){
if(data24.namespace !== undefined){
let data25 = data24.namespace;
if((typeof data25 !== "string") && (data25 !== null)){
const err39 = {instancePath:instancePath+"/spec/backend/namespace",keyword:"type",params:{type: schema13.properties.spec.properties.backend.properties.namespace.type}};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
if(typeof data25 === "string"){
if(func3(data25) > 256){
const err40 = {instancePath:instancePath+"/spec/backend/namespace",keyword:"maxLength",params:{limit: 256}};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
if(func3(data25) < 1){
const err41 = {instancePath:instancePath+"/spec/backend/namespace",keyword:"minLength",params:{limit: 1}};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
}
}
else {
const err42 = {instancePath:instancePath+"/spec/backend",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data23.metadata !== undefined){
let data26 = data23.metadata;
if(data26 && typeof data26 == "object" && !Array.isArray(data26)){
if(data26.labels !== undefined){
let data27 = data26.labels;
if(data27 && typeof data27 == "object" && !Array.isArray(data27)){
if(Object.keys(data27).length > 1024){
const err43 = {instancePath:instancePath+"/spec/metadata/labels",keyword:"maxProperties",params:{limit: 1024}};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
for(const key4 in data27){
if(typeof data27[key4] !== "string"){
const err44 = {instancePath:instancePath+"/spec/metadata/labels/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
}
else {
const err45 = {instancePath:instancePath+"/spec/metadata/labels",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
}
else {
const err46 = {instancePath:instancePath+"/spec/metadata",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
}
else {
const err47 = {instancePath:instancePath+"/spec",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
if(data.status !== undefined){
let data29 = data.status;
if((!(data29 && typeof data29 == "object" && !Array.isArray(data29))) && (data29 !== null)){
const err48 = {instancePath:instancePath+"/status",keyword:"type",params:{type: schema13.properties.status.type}};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
}
else {
const err49 = {instancePath,keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
validate12.errors = vErrors;
return errors === 0;
}
