// Generated from schemas/ by tools/generate.ts.
// @ts-nocheck
export const Function = validate10;

const func2 = Object.prototype.hasOwnProperty;
const func3 = codePoints;
const pattern0 = new RegExp("^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*)?$", "u");
const pattern1 = new RegExp("^([a-z0-9]([-a-z0-9]*[a-z0-9])?)?$", "u");
const pattern2 = new RegExp("^\\S*$", "u");

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.apiVersion === undefined){
vErrors = failed(vErrors, instancePath, "required", {missingProperty: "apiVersion"});
errors++;
}
if(data.kind === undefined){
vErrors = failed(vErrors, instancePath, "required", {missingProperty: "kind"});
errors++;
}
if(data.metadata === undefined){
vErrors = failed(vErrors, instancePath, "required", {missingProperty: "metadata"});
errors++;
}
if(data.spec === undefined){
vErrors = failed(vErrors, instancePath, "required", {missingProperty: "spec"});
errors++;
}
for(const key0 in data){
if(!(((((key0 === "apiVersion") || (key0 === "kind")) || (key0 === "metadata")) || (key0 === "spec")) || (key0 === "status"))){
vErrors = failed(vErrors, instancePath, "additionalProperties", {additionalProperty: key0});
errors++;
}
}
if(data.apiVersion !== undefined){
let data0 = data.apiVersion;
if(typeof data0 !== "string"){
vErrors = failed(vErrors, instancePath+"/apiVersion", "type", {type: "string"});
errors++;
}
if(!(data0 === "hevlayer.com/v1alpha1")){
vErrors = failed(vErrors, instancePath+"/apiVersion", "enum", {allowedValues: ["hevlayer.com/v1alpha1"]});
errors++;
}
}
if(data.kind !== undefined){
let data1 = data.kind;
if(typeof data1 !== "string"){
vErrors = failed(vErrors, instancePath+"/kind", "type", {type: "string"});
errors++;
}
if(!(data1 === "Function")){
vErrors = failed(vErrors, instancePath+"/kind", "enum", {allowedValues: ["Function"]});
errors++;
}
}
if(data.metadata !== undefined){
let data2 = data.metadata;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.name === undefined){
vErrors = failed(vErrors, instancePath+"/metadata", "required", {missingProperty: "name"});
errors++;
}
for(const key1 in data2){
if(!(func2.call(names0, key1))){
vErrors = failed(vErrors, instancePath+"/metadata", "additionalProperties", {additionalProperty: key1});
errors++;
}
}
if(data2.name !== undefined){
let data3 = data2.name;
if(typeof data3 === "string"){
if(data3.length > 63 && func3(data3) > 63){
vErrors = failed(vErrors, instancePath+"/metadata/name", "maxLength", {limit: 63});
errors++;
}
if(data3.length < 2 && func3(data3) < 1){
vErrors = failed(vErrors, instancePath+"/metadata/name", "minLength", {limit: 1});
errors++;
}
if(!pattern0.test(data3)){
vErrors = failed(vErrors, instancePath+"/metadata/name", "pattern", {pattern: "^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*)?$"});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/metadata/name", "type", {type: "string"});
errors++;
}
}
if(data2.namespace !== undefined){
let data4 = data2.namespace;
if(typeof data4 === "string"){
if(data4.length > 63 && func3(data4) > 63){
vErrors = failed(vErrors, instancePath+"/metadata/namespace", "maxLength", {limit: 63});
errors++;
}
if(data4.length < 2 && func3(data4) < 1){
vErrors = failed(vErrors, instancePath+"/metadata/namespace", "minLength", {limit: 1});
errors++;
}
if(!pattern1.test(data4)){
vErrors = failed(vErrors, instancePath+"/metadata/namespace", "pattern", {pattern: "^([a-z0-9]([-a-z0-9]*[a-z0-9])?)?$"});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/metadata/namespace", "type", {type: "string"});
errors++;
}
}
if(data2.labels !== undefined){
let data5 = data2.labels;
if((!(data5 && typeof data5 == "object" && !Array.isArray(data5))) && (data5 !== null)){
vErrors = failed(vErrors, instancePath+"/metadata/labels", "type", {type: ["object","null"]});
errors++;
}
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
for(const key2 in data5){
if(typeof data5[key2] !== "string"){
vErrors = failed(vErrors, instancePath+"/metadata/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), "type", {type: "string"});
errors++;
}
}
}
}
if(data2.annotations !== undefined){
let data7 = data2.annotations;
if((!(data7 && typeof data7 == "object" && !Array.isArray(data7))) && (data7 !== null)){
vErrors = failed(vErrors, instancePath+"/metadata/annotations", "type", {type: ["object","null"]});
errors++;
}
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
for(const key3 in data7){
if(typeof data7[key3] !== "string"){
vErrors = failed(vErrors, instancePath+"/metadata/annotations/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"), "type", {type: "string"});
errors++;
}
}
}
}
if(data2.generateName !== undefined){
if(typeof data2.generateName !== "string"){
vErrors = failed(vErrors, instancePath+"/metadata/generateName", "type", {type: "string"});
errors++;
}
}
if(data2.finalizers !== undefined){
let data10 = data2.finalizers;
if((!(Array.isArray(data10))) && (data10 !== null)){
vErrors = failed(vErrors, instancePath+"/metadata/finalizers", "type", {type: ["array","null"]});
errors++;
}
if(Array.isArray(data10)){
const len0 = data10.length;
for(let i0=0; i0<len0; i0++){
if(typeof data10[i0] !== "string"){
vErrors = failed(vErrors, instancePath+"/metadata/finalizers/" + i0, "type", {type: "string"});
errors++;
}
}
}
}
if(data2.ownerReferences !== undefined){
let data12 = data2.ownerReferences;
if((!(Array.isArray(data12))) && (data12 !== null)){
vErrors = failed(vErrors, instancePath+"/metadata/ownerReferences", "type", {type: ["array","null"]});
errors++;
}
if(Array.isArray(data12)){
const len1 = data12.length;
for(let i1=0; i1<len1; i1++){
let data13 = data12[i1];
if(!(data13 && typeof data13 == "object" && !Array.isArray(data13))){
vErrors = failed(vErrors, instancePath+"/metadata/ownerReferences/" + i1, "type", {type: "object"});
errors++;
}
}
}
}
if(data2.managedFields !== undefined){
let data14 = data2.managedFields;
if((!(Array.isArray(data14))) && (data14 !== null)){
vErrors = failed(vErrors, instancePath+"/metadata/managedFields", "type", {type: ["array","null"]});
errors++;
}
if(Array.isArray(data14)){
const len2 = data14.length;
for(let i2=0; i2<len2; i2++){
let data15 = data14[i2];
if(!(data15 && typeof data15 == "object" && !Array.isArray(data15))){
vErrors = failed(vErrors, instancePath+"/metadata/managedFields/" + i2, "type", {type: "object"});
errors++;
}
}
}
}
if(data2.uid !== undefined){
if(typeof data2.uid !== "string"){
vErrors = failed(vErrors, instancePath+"/metadata/uid", "type", {type: "string"});
errors++;
}
}
if(data2.resourceVersion !== undefined){
if(typeof data2.resourceVersion !== "string"){
vErrors = failed(vErrors, instancePath+"/metadata/resourceVersion", "type", {type: "string"});
errors++;
}
}
if(data2.generation !== undefined){
let data18 = data2.generation;
if(!(((typeof data18 == "number") && (!(data18 % 1) && !isNaN(data18))) && (isFinite(data18)))){
vErrors = failed(vErrors, instancePath+"/metadata/generation", "type", {type: "integer"});
errors++;
}
}
if(data2.creationTimestamp !== undefined){
let data19 = data2.creationTimestamp;
if((typeof data19 !== "string") && (data19 !== null)){
vErrors = failed(vErrors, instancePath+"/metadata/creationTimestamp", "type", {type: ["string","null"]});
errors++;
}
}
if(data2.deletionTimestamp !== undefined){
let data20 = data2.deletionTimestamp;
if((typeof data20 !== "string") && (data20 !== null)){
vErrors = failed(vErrors, instancePath+"/metadata/deletionTimestamp", "type", {type: ["string","null"]});
errors++;
}
}
if(data2.deletionGracePeriodSeconds !== undefined){
let data21 = data2.deletionGracePeriodSeconds;
if((!(((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21))) && (isFinite(data21)))) && (data21 !== null)){
vErrors = failed(vErrors, instancePath+"/metadata/deletionGracePeriodSeconds", "type", {type: ["integer","null"]});
errors++;
}
}
if(data2.selfLink !== undefined){
if(typeof data2.selfLink !== "string"){
vErrors = failed(vErrors, instancePath+"/metadata/selfLink", "type", {type: "string"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/metadata", "type", {type: "object"});
errors++;
}
}
if(data.spec !== undefined){
let data23 = data.spec;
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
if(data23.worker === undefined){
vErrors = failed(vErrors, instancePath+"/spec", "required", {missingProperty: "worker"});
errors++;
}
if(data23.scaling === undefined){
vErrors = failed(vErrors, instancePath+"/spec", "required", {missingProperty: "scaling"});
errors++;
}
for(const key4 in data23){
if(!(func2.call(names1, key4))){
vErrors = failed(vErrors, instancePath+"/spec", "additionalProperties", {additionalProperty: key4});
errors++;
}
}
if(data23.paused !== undefined){
if(typeof data23.paused !== "boolean"){
vErrors = failed(vErrors, instancePath+"/spec/paused", "type", {type: "boolean"});
errors++;
}
}
if(data23.targetNamespaces !== undefined){
let data25 = data23.targetNamespaces;
if(Array.isArray(data25)){
if(data25.length > 4096){
vErrors = failed(vErrors, instancePath+"/spec/targetNamespaces", "maxItems", {limit: 4096});
errors++;
}
const len3 = data25.length;
for(let i3=0; i3<len3; i3++){
let data26 = data25[i3];
if(typeof data26 === "string"){
if(data26.length > 256 && func3(data26) > 256){
vErrors = failed(vErrors, instancePath+"/spec/targetNamespaces/" + i3, "maxLength", {limit: 256});
errors++;
}
if(data26.length < 2 && func3(data26) < 1){
vErrors = failed(vErrors, instancePath+"/spec/targetNamespaces/" + i3, "minLength", {limit: 1});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/targetNamespaces/" + i3, "type", {type: "string"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/targetNamespaces", "type", {type: "array"});
errors++;
}
}
if(data23.indexSelector !== undefined){
let data27 = data23.indexSelector;
if(data27 && typeof data27 == "object" && !Array.isArray(data27)){
for(const key5 in data27){
if(!((key5 === "matchLabels") || (key5 === "matchExpressions"))){
vErrors = failed(vErrors, instancePath+"/spec/indexSelector", "additionalProperties", {additionalProperty: key5});
errors++;
}
}
if(data27.matchLabels !== undefined){
let data28 = data27.matchLabels;
if(data28 && typeof data28 == "object" && !Array.isArray(data28)){
for(const key6 in data28){
if(typeof data28[key6] !== "string"){
vErrors = failed(vErrors, instancePath+"/spec/indexSelector/matchLabels/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"), "type", {type: "string"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/indexSelector/matchLabels", "type", {type: "object"});
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
vErrors = failed(vErrors, instancePath+"/spec/indexSelector/matchExpressions/" + i4, "required", {missingProperty: "values"});
errors++;
}
if(data31.values !== undefined){
let data33 = data31.values;
if(Array.isArray(data33)){
if(data33.length < 1){
vErrors = failed(vErrors, instancePath+"/spec/indexSelector/matchExpressions/" + i4+"/values", "minItems", {limit: 1});
errors++;
}
}
}
}
var _valid0 = _errs76 === errors;
valid18 = _valid0;
}
if(!valid18){
vErrors = failed(vErrors, instancePath+"/spec/indexSelector/matchExpressions/" + i4, "if", {failingKeyword: "then"});
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
vErrors = failed(vErrors, instancePath+"/spec/indexSelector/matchExpressions/" + i4+"/values", "maxItems", {limit: 0});
errors++;
}
}
}
}
var _valid1 = _errs82 === errors;
valid21 = _valid1;
}
if(!valid21){
vErrors = failed(vErrors, instancePath+"/spec/indexSelector/matchExpressions/" + i4, "if", {failingKeyword: "then"});
errors++;
}
if(data31 && typeof data31 == "object" && !Array.isArray(data31)){
if(data31.key === undefined){
vErrors = failed(vErrors, instancePath+"/spec/indexSelector/matchExpressions/" + i4, "required", {missingProperty: "key"});
errors++;
}
if(data31.operator === undefined){
vErrors = failed(vErrors, instancePath+"/spec/indexSelector/matchExpressions/" + i4, "required", {missingProperty: "operator"});
errors++;
}
for(const key7 in data31){
if(!(((key7 === "key") || (key7 === "operator")) || (key7 === "values"))){
vErrors = failed(vErrors, instancePath+"/spec/indexSelector/matchExpressions/" + i4, "additionalProperties", {additionalProperty: key7});
errors++;
}
}
if(data31.key !== undefined){
let data36 = data31.key;
if(typeof data36 === "string"){
if(data36.length < 2 && func3(data36) < 1){
vErrors = failed(vErrors, instancePath+"/spec/indexSelector/matchExpressions/" + i4+"/key", "minLength", {limit: 1});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/indexSelector/matchExpressions/" + i4+"/key", "type", {type: "string"});
errors++;
}
}
if(data31.operator !== undefined){
let data37 = data31.operator;
if(typeof data37 !== "string"){
vErrors = failed(vErrors, instancePath+"/spec/indexSelector/matchExpressions/" + i4+"/operator", "type", {type: "string"});
errors++;
}
if(!((((data37 === "In") || (data37 === "NotIn")) || (data37 === "Exists")) || (data37 === "DoesNotExist"))){
vErrors = failed(vErrors, instancePath+"/spec/indexSelector/matchExpressions/" + i4+"/operator", "enum", {allowedValues: ["In","NotIn","Exists","DoesNotExist"]});
errors++;
}
}
if(data31.values !== undefined){
let data38 = data31.values;
if(Array.isArray(data38)){
const len5 = data38.length;
for(let i5=0; i5<len5; i5++){
if(typeof data38[i5] !== "string"){
vErrors = failed(vErrors, instancePath+"/spec/indexSelector/matchExpressions/" + i4+"/values/" + i5, "type", {type: "string"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/indexSelector/matchExpressions/" + i4+"/values", "type", {type: "array"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/indexSelector/matchExpressions/" + i4, "type", {type: "object"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/indexSelector/matchExpressions", "type", {type: "array"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/indexSelector", "type", {type: "object"});
errors++;
}
}
if(data23.inputs !== undefined){
let data40 = data23.inputs;
if(Array.isArray(data40)){
if(data40.length > 4096){
vErrors = failed(vErrors, instancePath+"/spec/inputs", "maxItems", {limit: 4096});
errors++;
}
const len6 = data40.length;
for(let i6=0; i6<len6; i6++){
let data41 = data40[i6];
if(typeof data41 === "string"){
if(data41.length > 256 && func3(data41) > 256){
vErrors = failed(vErrors, instancePath+"/spec/inputs/" + i6, "maxLength", {limit: 256});
errors++;
}
if(data41.length < 2 && func3(data41) < 1){
vErrors = failed(vErrors, instancePath+"/spec/inputs/" + i6, "minLength", {limit: 1});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/inputs/" + i6, "type", {type: "string"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/inputs", "type", {type: "array"});
errors++;
}
}
if(data23.output !== undefined){
let data42 = data23.output;
if(data42 && typeof data42 == "object" && !Array.isArray(data42)){
for(const key8 in data42){
if(!((((key8 === "attribute") || (key8 === "kind")) || (key8 === "version")) || (key8 === "dim"))){
vErrors = failed(vErrors, instancePath+"/spec/output", "additionalProperties", {additionalProperty: key8});
errors++;
}
}
if(data42.attribute !== undefined){
let data43 = data42.attribute;
if(typeof data43 === "string"){
if(data43.length > 256 && func3(data43) > 256){
vErrors = failed(vErrors, instancePath+"/spec/output/attribute", "maxLength", {limit: 256});
errors++;
}
if(data43.length < 2 && func3(data43) < 1){
vErrors = failed(vErrors, instancePath+"/spec/output/attribute", "minLength", {limit: 1});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/output/attribute", "type", {type: "string"});
errors++;
}
}
if(data42.kind !== undefined){
let data44 = data42.kind;
if(typeof data44 === "string"){
if(data44.length > 256 && func3(data44) > 256){
vErrors = failed(vErrors, instancePath+"/spec/output/kind", "maxLength", {limit: 256});
errors++;
}
if(data44.length < 2 && func3(data44) < 1){
vErrors = failed(vErrors, instancePath+"/spec/output/kind", "minLength", {limit: 1});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/output/kind", "type", {type: "string"});
errors++;
}
}
if(data42.version !== undefined){
let data45 = data42.version;
if(typeof data45 === "string"){
if(data45.length > 256 && func3(data45) > 256){
vErrors = failed(vErrors, instancePath+"/spec/output/version", "maxLength", {limit: 256});
errors++;
}
if(data45.length < 2 && func3(data45) < 1){
vErrors = failed(vErrors, instancePath+"/spec/output/version", "minLength", {limit: 1});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/output/version", "type", {type: "string"});
errors++;
}
}
if(data42.dim !== undefined){
let data46 = data42.dim;
if(!(((typeof data46 == "number") && (!(data46 % 1) && !isNaN(data46))) && (isFinite(data46)))){
vErrors = failed(vErrors, instancePath+"/spec/output/dim", "type", {type: "integer"});
errors++;
}
if((typeof data46 == "number") && (isFinite(data46))){
if(data46 > 2147483647 || isNaN(data46)){
vErrors = failed(vErrors, instancePath+"/spec/output/dim", "maximum", {comparison: "<=", limit: 2147483647});
errors++;
}
if(data46 < 1 || isNaN(data46)){
vErrors = failed(vErrors, instancePath+"/spec/output/dim", "minimum", {comparison: ">=", limit: 1});
errors++;
}
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/output", "type", {type: "object"});
errors++;
}
}
if(data23.version !== undefined){
let data47 = data23.version;
if(typeof data47 === "string"){
if(data47.length > 256 && func3(data47) > 256){
vErrors = failed(vErrors, instancePath+"/spec/version", "maxLength", {limit: 256});
errors++;
}
if(data47.length < 2 && func3(data47) < 1){
vErrors = failed(vErrors, instancePath+"/spec/version", "minLength", {limit: 1});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/version", "type", {type: "string"});
errors++;
}
}
if(data23.invalidates !== undefined){
let data48 = data23.invalidates;
if(Array.isArray(data48)){
if(data48.length > 4096){
vErrors = failed(vErrors, instancePath+"/spec/invalidates", "maxItems", {limit: 4096});
errors++;
}
const len7 = data48.length;
for(let i7=0; i7<len7; i7++){
let data49 = data48[i7];
if(typeof data49 === "string"){
if(data49.length > 256 && func3(data49) > 256){
vErrors = failed(vErrors, instancePath+"/spec/invalidates/" + i7, "maxLength", {limit: 256});
errors++;
}
if(data49.length < 2 && func3(data49) < 1){
vErrors = failed(vErrors, instancePath+"/spec/invalidates/" + i7, "minLength", {limit: 1});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/invalidates/" + i7, "type", {type: "string"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/invalidates", "type", {type: "array"});
errors++;
}
}
if(data23.triggers !== undefined){
let data50 = data23.triggers;
if(Array.isArray(data50)){
if(data50.length > 16){
vErrors = failed(vErrors, instancePath+"/spec/triggers", "maxItems", {limit: 16});
errors++;
}
const len8 = data50.length;
for(let i8=0; i8<len8; i8++){
let data51 = data50[i8];
if(typeof data51 !== "string"){
vErrors = failed(vErrors, instancePath+"/spec/triggers/" + i8, "type", {type: "string"});
errors++;
}
if(!(((data51 === "discovery") || (data51 === "write")) || (data51 === "schedule"))){
vErrors = failed(vErrors, instancePath+"/spec/triggers/" + i8, "enum", {allowedValues: ["discovery","write","schedule"]});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/triggers", "type", {type: "array"});
errors++;
}
}
if(data23.worker !== undefined){
let data52 = data23.worker;
if(data52 && typeof data52 == "object" && !Array.isArray(data52)){
if(data52.image === undefined){
vErrors = failed(vErrors, instancePath+"/spec/worker", "required", {missingProperty: "image"});
errors++;
}
for(const key9 in data52){
if(!((((((((key9 === "image") || (key9 === "dispatch")) || (key9 === "computeClass")) || (key9 === "batchSize")) || (key9 === "timeoutSeconds")) || (key9 === "port")) || (key9 === "url")) || (key9 === "podSpec"))){
vErrors = failed(vErrors, instancePath+"/spec/worker", "additionalProperties", {additionalProperty: key9});
errors++;
}
}
if(data52.image !== undefined){
let data53 = data52.image;
if(typeof data53 === "string"){
if(data53.length > 4096 && func3(data53) > 4096){
vErrors = failed(vErrors, instancePath+"/spec/worker/image", "maxLength", {limit: 4096});
errors++;
}
if(data53.length < 2 && func3(data53) < 1){
vErrors = failed(vErrors, instancePath+"/spec/worker/image", "minLength", {limit: 1});
errors++;
}
if(!pattern2.test(data53)){
vErrors = failed(vErrors, instancePath+"/spec/worker/image", "pattern", {pattern: "^\\S*$"});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/worker/image", "type", {type: "string"});
errors++;
}
}
if(data52.dispatch !== undefined){
let data54 = data52.dispatch;
if(typeof data54 !== "string"){
vErrors = failed(vErrors, instancePath+"/spec/worker/dispatch", "type", {type: "string"});
errors++;
}
if(!((data54 === "pull") || (data54 === "push"))){
vErrors = failed(vErrors, instancePath+"/spec/worker/dispatch", "enum", {allowedValues: ["pull","push"]});
errors++;
}
}
if(data52.computeClass !== undefined){
let data55 = data52.computeClass;
if(typeof data55 !== "string"){
vErrors = failed(vErrors, instancePath+"/spec/worker/computeClass", "type", {type: "string"});
errors++;
}
if(!((data55 === "cpu") || (data55 === "gpu"))){
vErrors = failed(vErrors, instancePath+"/spec/worker/computeClass", "enum", {allowedValues: ["cpu","gpu"]});
errors++;
}
}
if(data52.batchSize !== undefined){
let data56 = data52.batchSize;
if(!(((typeof data56 == "number") && (!(data56 % 1) && !isNaN(data56))) && (isFinite(data56)))){
vErrors = failed(vErrors, instancePath+"/spec/worker/batchSize", "type", {type: "integer"});
errors++;
}
if((typeof data56 == "number") && (isFinite(data56))){
if(data56 > 2147483647 || isNaN(data56)){
vErrors = failed(vErrors, instancePath+"/spec/worker/batchSize", "maximum", {comparison: "<=", limit: 2147483647});
errors++;
}
if(data56 < 1 || isNaN(data56)){
vErrors = failed(vErrors, instancePath+"/spec/worker/batchSize", "minimum", {comparison: ">=", limit: 1});
errors++;
}
}
}
if(data52.timeoutSeconds !== undefined){
let data57 = data52.timeoutSeconds;
if(!(((typeof data57 == "number") && (!(data57 % 1) && !isNaN(data57))) && (isFinite(data57)))){
vErrors = failed(vErrors, instancePath+"/spec/worker/timeoutSeconds", "type", {type: "integer"});
errors++;
}
if((typeof data57 == "number") && (isFinite(data57))){
if(data57 > 2147483647 || isNaN(data57)){
vErrors = failed(vErrors, instancePath+"/spec/worker/timeoutSeconds", "maximum", {comparison: "<=", limit: 2147483647});
errors++;
}
if(data57 < 1 || isNaN(data57)){
vErrors = failed(vErrors, instancePath+"/spec/worker/timeoutSeconds", "minimum", {comparison: ">=", limit: 1});
errors++;
}
}
}
if(data52.port !== undefined){
let data58 = data52.port;
if((!(((typeof data58 == "number") && (!(data58 % 1) && !isNaN(data58))) && (isFinite(data58)))) && (data58 !== null)){
vErrors = failed(vErrors, instancePath+"/spec/worker/port", "type", {type: ["integer","null"]});
errors++;
}
if((typeof data58 == "number") && (isFinite(data58))){
if(data58 > 65535 || isNaN(data58)){
vErrors = failed(vErrors, instancePath+"/spec/worker/port", "maximum", {comparison: "<=", limit: 65535});
errors++;
}
if(data58 < 1 || isNaN(data58)){
vErrors = failed(vErrors, instancePath+"/spec/worker/port", "minimum", {comparison: ">=", limit: 1});
errors++;
}
}
}
if(data52.url !== undefined){
let data59 = data52.url;
if((typeof data59 !== "string") && (data59 !== null)){
vErrors = failed(vErrors, instancePath+"/spec/worker/url", "type", {type: ["string","null"]});
errors++;
}
if(typeof data59 === "string"){
if(data59.length > 4096 && func3(data59) > 4096){
vErrors = failed(vErrors, instancePath+"/spec/worker/url", "maxLength", {limit: 4096});
errors++;
}
if(data59.length < 2 && func3(data59) < 1){
vErrors = failed(vErrors, instancePath+"/spec/worker/url", "minLength", {limit: 1});
errors++;
}
}
}
if(data52.podSpec !== undefined){
let data60 = data52.podSpec;
if(!(data60 && typeof data60 == "object" && !Array.isArray(data60))){
vErrors = failed(vErrors, instancePath+"/spec/worker/podSpec", "type", {type: "object"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/worker", "type", {type: "object"});
errors++;
}
}
if(data23.schedule !== undefined){
let data61 = data23.schedule;
if(data61 && typeof data61 == "object" && !Array.isArray(data61)){
for(const key10 in data61){
if(!(((((key10 === "discoveryIntervalSeconds") || (key10 === "leaseSeconds")) || (key10 === "maxConcurrentScans")) || (key10 === "maxInFlightBatches")) || (key10 === "cron"))){
vErrors = failed(vErrors, instancePath+"/spec/schedule", "additionalProperties", {additionalProperty: key10});
errors++;
}
}
if(data61.discoveryIntervalSeconds !== undefined){
let data62 = data61.discoveryIntervalSeconds;
if(!(((typeof data62 == "number") && (!(data62 % 1) && !isNaN(data62))) && (isFinite(data62)))){
vErrors = failed(vErrors, instancePath+"/spec/schedule/discoveryIntervalSeconds", "type", {type: "integer"});
errors++;
}
if((typeof data62 == "number") && (isFinite(data62))){
if(data62 > 2147483647 || isNaN(data62)){
vErrors = failed(vErrors, instancePath+"/spec/schedule/discoveryIntervalSeconds", "maximum", {comparison: "<=", limit: 2147483647});
errors++;
}
if(data62 < 1 || isNaN(data62)){
vErrors = failed(vErrors, instancePath+"/spec/schedule/discoveryIntervalSeconds", "minimum", {comparison: ">=", limit: 1});
errors++;
}
}
}
if(data61.leaseSeconds !== undefined){
let data63 = data61.leaseSeconds;
if(!(((typeof data63 == "number") && (!(data63 % 1) && !isNaN(data63))) && (isFinite(data63)))){
vErrors = failed(vErrors, instancePath+"/spec/schedule/leaseSeconds", "type", {type: "integer"});
errors++;
}
if((typeof data63 == "number") && (isFinite(data63))){
if(data63 > 2147483647 || isNaN(data63)){
vErrors = failed(vErrors, instancePath+"/spec/schedule/leaseSeconds", "maximum", {comparison: "<=", limit: 2147483647});
errors++;
}
if(data63 < 1 || isNaN(data63)){
vErrors = failed(vErrors, instancePath+"/spec/schedule/leaseSeconds", "minimum", {comparison: ">=", limit: 1});
errors++;
}
}
}
if(data61.maxConcurrentScans !== undefined){
let data64 = data61.maxConcurrentScans;
if(!(((typeof data64 == "number") && (!(data64 % 1) && !isNaN(data64))) && (isFinite(data64)))){
vErrors = failed(vErrors, instancePath+"/spec/schedule/maxConcurrentScans", "type", {type: "integer"});
errors++;
}
if((typeof data64 == "number") && (isFinite(data64))){
if(data64 > 2147483647 || isNaN(data64)){
vErrors = failed(vErrors, instancePath+"/spec/schedule/maxConcurrentScans", "maximum", {comparison: "<=", limit: 2147483647});
errors++;
}
if(data64 < 1 || isNaN(data64)){
vErrors = failed(vErrors, instancePath+"/spec/schedule/maxConcurrentScans", "minimum", {comparison: ">=", limit: 1});
errors++;
}
}
}
if(data61.maxInFlightBatches !== undefined){
let data65 = data61.maxInFlightBatches;
if(!(((typeof data65 == "number") && (!(data65 % 1) && !isNaN(data65))) && (isFinite(data65)))){
vErrors = failed(vErrors, instancePath+"/spec/schedule/maxInFlightBatches", "type", {type: "integer"});
errors++;
}
if((typeof data65 == "number") && (isFinite(data65))){
if(data65 > 2147483647 || isNaN(data65)){
vErrors = failed(vErrors, instancePath+"/spec/schedule/maxInFlightBatches", "maximum", {comparison: "<=", limit: 2147483647});
errors++;
}
if(data65 < 1 || isNaN(data65)){
vErrors = failed(vErrors, instancePath+"/spec/schedule/maxInFlightBatches", "minimum", {comparison: ">=", limit: 1});
errors++;
}
}
}
if(data61.cron !== undefined){
let data66 = data61.cron;
if((typeof data66 !== "string") && (data66 !== null)){
vErrors = failed(vErrors, instancePath+"/spec/schedule/cron", "type", {type: ["string","null"]});
errors++;
}
if(typeof data66 === "string"){
if(data66.length > 256 && func3(data66) > 256){
vErrors = failed(vErrors, instancePath+"/spec/schedule/cron", "maxLength", {limit: 256});
errors++;
}
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/schedule", "type", {type: "object"});
errors++;
}
}
if(data23.retry !== undefined){
let data67 = data23.retry;
if(data67 && typeof data67 == "object" && !Array.isArray(data67)){
for(const key11 in data67){
if(!(((key11 === "maxAttempts") || (key11 === "initialBackoffSeconds")) || (key11 === "maxBackoffSeconds"))){
vErrors = failed(vErrors, instancePath+"/spec/retry", "additionalProperties", {additionalProperty: key11});
errors++;
}
}
if(data67.maxAttempts !== undefined){
let data68 = data67.maxAttempts;
if(!(((typeof data68 == "number") && (!(data68 % 1) && !isNaN(data68))) && (isFinite(data68)))){
vErrors = failed(vErrors, instancePath+"/spec/retry/maxAttempts", "type", {type: "integer"});
errors++;
}
if((typeof data68 == "number") && (isFinite(data68))){
if(data68 > 2147483647 || isNaN(data68)){
vErrors = failed(vErrors, instancePath+"/spec/retry/maxAttempts", "maximum", {comparison: "<=", limit: 2147483647});
errors++;
}
if(data68 < 1 || isNaN(data68)){
vErrors = failed(vErrors, instancePath+"/spec/retry/maxAttempts", "minimum", {comparison: ">=", limit: 1});
errors++;
}
}
}
if(data67.initialBackoffSeconds !== undefined){
let data69 = data67.initialBackoffSeconds;
if(!(((typeof data69 == "number") && (!(data69 % 1) && !isNaN(data69))) && (isFinite(data69)))){
vErrors = failed(vErrors, instancePath+"/spec/retry/initialBackoffSeconds", "type", {type: "integer"});
errors++;
}
if((typeof data69 == "number") && (isFinite(data69))){
if(data69 > 2147483647 || isNaN(data69)){
vErrors = failed(vErrors, instancePath+"/spec/retry/initialBackoffSeconds", "maximum", {comparison: "<=", limit: 2147483647});
errors++;
}
if(data69 < 0 || isNaN(data69)){
vErrors = failed(vErrors, instancePath+"/spec/retry/initialBackoffSeconds", "minimum", {comparison: ">=", limit: 0});
errors++;
}
}
}
if(data67.maxBackoffSeconds !== undefined){
let data70 = data67.maxBackoffSeconds;
if(!(((typeof data70 == "number") && (!(data70 % 1) && !isNaN(data70))) && (isFinite(data70)))){
vErrors = failed(vErrors, instancePath+"/spec/retry/maxBackoffSeconds", "type", {type: "integer"});
errors++;
}
if((typeof data70 == "number") && (isFinite(data70))){
if(data70 > 2147483647 || isNaN(data70)){
vErrors = failed(vErrors, instancePath+"/spec/retry/maxBackoffSeconds", "maximum", {comparison: "<=", limit: 2147483647});
errors++;
}
if(data70 < 0 || isNaN(data70)){
vErrors = failed(vErrors, instancePath+"/spec/retry/maxBackoffSeconds", "minimum", {comparison: ">=", limit: 0});
errors++;
}
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/retry", "type", {type: "object"});
errors++;
}
}
if(data23.scaling !== undefined){
let data71 = data23.scaling;
if(data71 && typeof data71 == "object" && !Array.isArray(data71)){
if(data71.replicas === undefined){
vErrors = failed(vErrors, instancePath+"/spec/scaling", "required", {missingProperty: "replicas"});
errors++;
}
for(const key12 in data71){
if(!((((key12 === "pool") || (key12 === "mode")) || (key12 === "replicas")) || (key12 === "warmWindowSeconds"))){
vErrors = failed(vErrors, instancePath+"/spec/scaling", "additionalProperties", {additionalProperty: key12});
errors++;
}
}
if(data71.pool !== undefined){
let data72 = data71.pool;
if(typeof data72 === "string"){
if(data72.length > 253 && func3(data72) > 253){
vErrors = failed(vErrors, instancePath+"/spec/scaling/pool", "maxLength", {limit: 253});
errors++;
}
if(data72.length < 2 && func3(data72) < 1){
vErrors = failed(vErrors, instancePath+"/spec/scaling/pool", "minLength", {limit: 1});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/scaling/pool", "type", {type: "string"});
errors++;
}
}
if(data71.mode !== undefined){
let data73 = data71.mode;
if(typeof data73 !== "string"){
vErrors = failed(vErrors, instancePath+"/spec/scaling/mode", "type", {type: "string"});
errors++;
}
if(!(((data73 === "autoscale") || (data73 === "fixed")) || (data73 === "disabled"))){
vErrors = failed(vErrors, instancePath+"/spec/scaling/mode", "enum", {allowedValues: ["autoscale","fixed","disabled"]});
errors++;
}
}
if(data71.replicas !== undefined){
let data74 = data71.replicas;
if(data74 && typeof data74 == "object" && !Array.isArray(data74)){
if(data74.max === undefined){
vErrors = failed(vErrors, instancePath+"/spec/scaling/replicas", "required", {missingProperty: "max"});
errors++;
}
for(const key13 in data74){
if(!((key13 === "min") || (key13 === "max"))){
vErrors = failed(vErrors, instancePath+"/spec/scaling/replicas", "additionalProperties", {additionalProperty: key13});
errors++;
}
}
if(data74.min !== undefined){
let data75 = data74.min;
if(!(((typeof data75 == "number") && (!(data75 % 1) && !isNaN(data75))) && (isFinite(data75)))){
vErrors = failed(vErrors, instancePath+"/spec/scaling/replicas/min", "type", {type: "integer"});
errors++;
}
if((typeof data75 == "number") && (isFinite(data75))){
if(data75 > 2147483647 || isNaN(data75)){
vErrors = failed(vErrors, instancePath+"/spec/scaling/replicas/min", "maximum", {comparison: "<=", limit: 2147483647});
errors++;
}
if(data75 < 0 || isNaN(data75)){
vErrors = failed(vErrors, instancePath+"/spec/scaling/replicas/min", "minimum", {comparison: ">=", limit: 0});
errors++;
}
}
}
if(data74.max !== undefined){
let data76 = data74.max;
if(!(((typeof data76 == "number") && (!(data76 % 1) && !isNaN(data76))) && (isFinite(data76)))){
vErrors = failed(vErrors, instancePath+"/spec/scaling/replicas/max", "type", {type: "integer"});
errors++;
}
if((typeof data76 == "number") && (isFinite(data76))){
if(data76 > 2147483647 || isNaN(data76)){
vErrors = failed(vErrors, instancePath+"/spec/scaling/replicas/max", "maximum", {comparison: "<=", limit: 2147483647});
errors++;
}
if(data76 < 1 || isNaN(data76)){
vErrors = failed(vErrors, instancePath+"/spec/scaling/replicas/max", "minimum", {comparison: ">=", limit: 1});
errors++;
}
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/scaling/replicas", "type", {type: "object"});
errors++;
}
}
if(data71.warmWindowSeconds !== undefined){
let data77 = data71.warmWindowSeconds;
if((!(((typeof data77 == "number") && (!(data77 % 1) && !isNaN(data77))) && (isFinite(data77)))) && (data77 !== null)){
vErrors = failed(vErrors, instancePath+"/spec/scaling/warmWindowSeconds", "type", {type: ["integer","null"]});
errors++;
}
if((typeof data77 == "number") && (isFinite(data77))){
if(data77 > 2147483647 || isNaN(data77)){
vErrors = failed(vErrors, instancePath+"/spec/scaling/warmWindowSeconds", "maximum", {comparison: "<=", limit: 2147483647});
errors++;
}
if(data77 < 0 || isNaN(data77)){
vErrors = failed(vErrors, instancePath+"/spec/scaling/warmWindowSeconds", "minimum", {comparison: ">=", limit: 0});
errors++;
}
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/scaling", "type", {type: "object"});
errors++;
}
}
if(data23.groupByParent !== undefined){
if(typeof data23.groupByParent !== "boolean"){
vErrors = failed(vErrors, instancePath+"/spec/groupByParent", "type", {type: "boolean"});
errors++;
}
}
if(data23.queriesPerItem !== undefined){
let data79 = data23.queriesPerItem;
if(!(((typeof data79 == "number") && (!(data79 % 1) && !isNaN(data79))) && (isFinite(data79)))){
vErrors = failed(vErrors, instancePath+"/spec/queriesPerItem", "type", {type: "integer"});
errors++;
}
if((typeof data79 == "number") && (isFinite(data79))){
if(data79 > 4294967295 || isNaN(data79)){
vErrors = failed(vErrors, instancePath+"/spec/queriesPerItem", "maximum", {comparison: "<=", limit: 4294967295});
errors++;
}
if(data79 < 0 || isNaN(data79)){
vErrors = failed(vErrors, instancePath+"/spec/queriesPerItem", "minimum", {comparison: ">=", limit: 0});
errors++;
}
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec", "type", {type: "object"});
errors++;
}
}
if(data.status !== undefined){
let data80 = data.status;
if((!(data80 && typeof data80 == "object" && !Array.isArray(data80))) && (data80 !== null)){
vErrors = failed(vErrors, instancePath+"/status", "type", {type: ["object","null"]});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath, "type", {type: "object"});
errors++;
}
validate10.errors = vErrors;
return errors === 0;
}

export const InfraRules = validate11;

const pattern4 = new RegExp("^[-a-z0-9.*]+$", "u");
const pattern8 = new RegExp("^/(metadata/(labels|annotations)|spec)(/([^/~]|~[01])*)*$", "u");
const pattern9 = new RegExp("^([0-9]|[1-9][0-9]|100)%$", "u");

function validate11(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.apiVersion === undefined){
vErrors = failed(vErrors, instancePath, "required", {missingProperty: "apiVersion"});
errors++;
}
if(data.kind === undefined){
vErrors = failed(vErrors, instancePath, "required", {missingProperty: "kind"});
errors++;
}
if(data.metadata === undefined){
vErrors = failed(vErrors, instancePath, "required", {missingProperty: "metadata"});
errors++;
}
for(const key0 in data){
if(!(((((key0 === "apiVersion") || (key0 === "kind")) || (key0 === "metadata")) || (key0 === "spec")) || (key0 === "status"))){
vErrors = failed(vErrors, instancePath, "additionalProperties", {additionalProperty: key0});
errors++;
}
}
if(data.apiVersion !== undefined){
let data0 = data.apiVersion;
if(typeof data0 !== "string"){
vErrors = failed(vErrors, instancePath+"/apiVersion", "type", {type: "string"});
errors++;
}
if(!(data0 === "hevlayer.com/v1alpha1")){
vErrors = failed(vErrors, instancePath+"/apiVersion", "enum", {allowedValues: ["hevlayer.com/v1alpha1"]});
errors++;
}
}
if(data.kind !== undefined){
let data1 = data.kind;
if(typeof data1 !== "string"){
vErrors = failed(vErrors, instancePath+"/kind", "type", {type: "string"});
errors++;
}
if(!(data1 === "InfraRules")){
vErrors = failed(vErrors, instancePath+"/kind", "enum", {allowedValues: ["InfraRules"]});
errors++;
}
}
if(data.metadata !== undefined){
let data2 = data.metadata;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.name === undefined){
vErrors = failed(vErrors, instancePath+"/metadata", "required", {missingProperty: "name"});
errors++;
}
for(const key1 in data2){
if(!(func2.call(names2, key1))){
vErrors = failed(vErrors, instancePath+"/metadata", "additionalProperties", {additionalProperty: key1});
errors++;
}
}
if(data2.name !== undefined){
let data3 = data2.name;
if(typeof data3 === "string"){
if(data3.length > 253 && func3(data3) > 253){
vErrors = failed(vErrors, instancePath+"/metadata/name", "maxLength", {limit: 253});
errors++;
}
if(data3.length < 2 && func3(data3) < 1){
vErrors = failed(vErrors, instancePath+"/metadata/name", "minLength", {limit: 1});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/metadata/name", "type", {type: "string"});
errors++;
}
}
if(data2.namespace !== undefined){
let data4 = data2.namespace;
if(typeof data4 === "string"){
if(data4.length > 63 && func3(data4) > 63){
vErrors = failed(vErrors, instancePath+"/metadata/namespace", "maxLength", {limit: 63});
errors++;
}
if(data4.length < 2 && func3(data4) < 1){
vErrors = failed(vErrors, instancePath+"/metadata/namespace", "minLength", {limit: 1});
errors++;
}
if(!pattern1.test(data4)){
vErrors = failed(vErrors, instancePath+"/metadata/namespace", "pattern", {pattern: "^([a-z0-9]([-a-z0-9]*[a-z0-9])?)?$"});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/metadata/namespace", "type", {type: "string"});
errors++;
}
}
if(data2.labels !== undefined){
let data5 = data2.labels;
if((!(data5 && typeof data5 == "object" && !Array.isArray(data5))) && (data5 !== null)){
vErrors = failed(vErrors, instancePath+"/metadata/labels", "type", {type: ["object","null"]});
errors++;
}
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
for(const key2 in data5){
if(typeof data5[key2] !== "string"){
vErrors = failed(vErrors, instancePath+"/metadata/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), "type", {type: "string"});
errors++;
}
}
}
}
if(data2.annotations !== undefined){
let data7 = data2.annotations;
if((!(data7 && typeof data7 == "object" && !Array.isArray(data7))) && (data7 !== null)){
vErrors = failed(vErrors, instancePath+"/metadata/annotations", "type", {type: ["object","null"]});
errors++;
}
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
for(const key3 in data7){
if(typeof data7[key3] !== "string"){
vErrors = failed(vErrors, instancePath+"/metadata/annotations/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"), "type", {type: "string"});
errors++;
}
}
}
}
if(data2.generateName !== undefined){
if(typeof data2.generateName !== "string"){
vErrors = failed(vErrors, instancePath+"/metadata/generateName", "type", {type: "string"});
errors++;
}
}
if(data2.finalizers !== undefined){
let data10 = data2.finalizers;
if((!(Array.isArray(data10))) && (data10 !== null)){
vErrors = failed(vErrors, instancePath+"/metadata/finalizers", "type", {type: ["array","null"]});
errors++;
}
if(Array.isArray(data10)){
const len0 = data10.length;
for(let i0=0; i0<len0; i0++){
if(typeof data10[i0] !== "string"){
vErrors = failed(vErrors, instancePath+"/metadata/finalizers/" + i0, "type", {type: "string"});
errors++;
}
}
}
}
if(data2.ownerReferences !== undefined){
let data12 = data2.ownerReferences;
if((!(Array.isArray(data12))) && (data12 !== null)){
vErrors = failed(vErrors, instancePath+"/metadata/ownerReferences", "type", {type: ["array","null"]});
errors++;
}
if(Array.isArray(data12)){
const len1 = data12.length;
for(let i1=0; i1<len1; i1++){
let data13 = data12[i1];
if(!(data13 && typeof data13 == "object" && !Array.isArray(data13))){
vErrors = failed(vErrors, instancePath+"/metadata/ownerReferences/" + i1, "type", {type: "object"});
errors++;
}
}
}
}
if(data2.managedFields !== undefined){
let data14 = data2.managedFields;
if((!(Array.isArray(data14))) && (data14 !== null)){
vErrors = failed(vErrors, instancePath+"/metadata/managedFields", "type", {type: ["array","null"]});
errors++;
}
if(Array.isArray(data14)){
const len2 = data14.length;
for(let i2=0; i2<len2; i2++){
let data15 = data14[i2];
if(!(data15 && typeof data15 == "object" && !Array.isArray(data15))){
vErrors = failed(vErrors, instancePath+"/metadata/managedFields/" + i2, "type", {type: "object"});
errors++;
}
}
}
}
if(data2.uid !== undefined){
if(typeof data2.uid !== "string"){
vErrors = failed(vErrors, instancePath+"/metadata/uid", "type", {type: "string"});
errors++;
}
}
if(data2.resourceVersion !== undefined){
if(typeof data2.resourceVersion !== "string"){
vErrors = failed(vErrors, instancePath+"/metadata/resourceVersion", "type", {type: "string"});
errors++;
}
}
if(data2.generation !== undefined){
let data18 = data2.generation;
if(!(((typeof data18 == "number") && (!(data18 % 1) && !isNaN(data18))) && (isFinite(data18)))){
vErrors = failed(vErrors, instancePath+"/metadata/generation", "type", {type: "integer"});
errors++;
}
}
if(data2.creationTimestamp !== undefined){
let data19 = data2.creationTimestamp;
if((typeof data19 !== "string") && (data19 !== null)){
vErrors = failed(vErrors, instancePath+"/metadata/creationTimestamp", "type", {type: ["string","null"]});
errors++;
}
}
if(data2.deletionTimestamp !== undefined){
let data20 = data2.deletionTimestamp;
if((typeof data20 !== "string") && (data20 !== null)){
vErrors = failed(vErrors, instancePath+"/metadata/deletionTimestamp", "type", {type: ["string","null"]});
errors++;
}
}
if(data2.deletionGracePeriodSeconds !== undefined){
let data21 = data2.deletionGracePeriodSeconds;
if((!(((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21))) && (isFinite(data21)))) && (data21 !== null)){
vErrors = failed(vErrors, instancePath+"/metadata/deletionGracePeriodSeconds", "type", {type: ["integer","null"]});
errors++;
}
}
if(data2.selfLink !== undefined){
if(typeof data2.selfLink !== "string"){
vErrors = failed(vErrors, instancePath+"/metadata/selfLink", "type", {type: "string"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/metadata", "type", {type: "object"});
errors++;
}
}
if(data.spec !== undefined){
let data23 = data.spec;
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
for(const key4 in data23){
if(!(((((((key4 === "podSecurity") || (key4 === "allowedServiceAccounts")) || (key4 === "allowedSecrets")) || (key4 === "computePools")) || (key4 === "documentCache")) || (key4 === "embedders")) || (key4 === "ocr"))){
vErrors = failed(vErrors, instancePath+"/spec", "additionalProperties", {additionalProperty: key4});
errors++;
}
}
if(data23.podSecurity !== undefined){
let data24 = data23.podSecurity;
if(typeof data24 !== "string"){
vErrors = failed(vErrors, instancePath+"/spec/podSecurity", "type", {type: "string"});
errors++;
}
if(!(((data24 === "privileged") || (data24 === "baseline")) || (data24 === "restricted"))){
vErrors = failed(vErrors, instancePath+"/spec/podSecurity", "enum", {allowedValues: ["privileged","baseline","restricted"]});
errors++;
}
}
if(data23.allowedServiceAccounts !== undefined){
let data25 = data23.allowedServiceAccounts;
if(Array.isArray(data25)){
if(data25.length > 256){
vErrors = failed(vErrors, instancePath+"/spec/allowedServiceAccounts", "maxItems", {limit: 256});
errors++;
}
const len3 = data25.length;
for(let i3=0; i3<len3; i3++){
let data26 = data25[i3];
if(typeof data26 === "string"){
if(data26.length > 253 && func3(data26) > 253){
vErrors = failed(vErrors, instancePath+"/spec/allowedServiceAccounts/" + i3, "maxLength", {limit: 253});
errors++;
}
if(data26.length < 2 && func3(data26) < 1){
vErrors = failed(vErrors, instancePath+"/spec/allowedServiceAccounts/" + i3, "minLength", {limit: 1});
errors++;
}
if(!pattern4.test(data26)){
vErrors = failed(vErrors, instancePath+"/spec/allowedServiceAccounts/" + i3, "pattern", {pattern: "^[-a-z0-9.*]+$"});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/allowedServiceAccounts/" + i3, "type", {type: "string"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/allowedServiceAccounts", "type", {type: "array"});
errors++;
}
}
if(data23.allowedSecrets !== undefined){
let data27 = data23.allowedSecrets;
if(Array.isArray(data27)){
if(data27.length > 256){
vErrors = failed(vErrors, instancePath+"/spec/allowedSecrets", "maxItems", {limit: 256});
errors++;
}
const len4 = data27.length;
for(let i4=0; i4<len4; i4++){
let data28 = data27[i4];
if(typeof data28 === "string"){
if(data28.length > 253 && func3(data28) > 253){
vErrors = failed(vErrors, instancePath+"/spec/allowedSecrets/" + i4, "maxLength", {limit: 253});
errors++;
}
if(data28.length < 2 && func3(data28) < 1){
vErrors = failed(vErrors, instancePath+"/spec/allowedSecrets/" + i4, "minLength", {limit: 1});
errors++;
}
if(!pattern4.test(data28)){
vErrors = failed(vErrors, instancePath+"/spec/allowedSecrets/" + i4, "pattern", {pattern: "^[-a-z0-9.*]+$"});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/allowedSecrets/" + i4, "type", {type: "string"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/allowedSecrets", "type", {type: "array"});
errors++;
}
}
if(data23.computePools !== undefined){
let data29 = data23.computePools;
if(Array.isArray(data29)){
if(data29.length > 1024){
vErrors = failed(vErrors, instancePath+"/spec/computePools", "maxItems", {limit: 1024});
errors++;
}
const len5 = data29.length;
for(let i5=0; i5<len5; i5++){
let data30 = data29[i5];
if(data30 && typeof data30 == "object" && !Array.isArray(data30)){
if(data30.name === undefined){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5, "required", {missingProperty: "name"});
errors++;
}
if(data30.kind === undefined){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5, "required", {missingProperty: "kind"});
errors++;
}
if(data30.maxReplicasPerWorkload === undefined){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5, "required", {missingProperty: "maxReplicasPerWorkload"});
errors++;
}
for(const key5 in data30){
if(!(func2.call(names3, key5))){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5, "additionalProperties", {additionalProperty: key5});
errors++;
}
}
if(data30.name !== undefined){
let data31 = data30.name;
if(typeof data31 === "string"){
if(data31.length > 253 && func3(data31) > 253){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/name", "maxLength", {limit: 253});
errors++;
}
if(data31.length < 2 && func3(data31) < 1){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/name", "minLength", {limit: 1});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/name", "type", {type: "string"});
errors++;
}
}
if(data30.kind !== undefined){
let data32 = data30.kind;
if(typeof data32 === "string"){
if(data32.length > 253 && func3(data32) > 253){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/kind", "maxLength", {limit: 253});
errors++;
}
if(data32.length < 2 && func3(data32) < 1){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/kind", "minLength", {limit: 1});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/kind", "type", {type: "string"});
errors++;
}
}
if(data30.gpuType !== undefined){
let data33 = data30.gpuType;
if((typeof data33 !== "string") && (data33 !== null)){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/gpuType", "type", {type: ["string","null"]});
errors++;
}
if(typeof data33 === "string"){
if(data33.length > 253 && func3(data33) > 253){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/gpuType", "maxLength", {limit: 253});
errors++;
}
}
}
if(data30.nodeSelector !== undefined){
let data34 = data30.nodeSelector;
if(data34 && typeof data34 == "object" && !Array.isArray(data34)){
if(Object.keys(data34).length > 256){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/nodeSelector", "maxProperties", {limit: 256});
errors++;
}
for(const key6 in data34){
if(typeof data34[key6] !== "string"){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/nodeSelector/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"), "type", {type: "string"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/nodeSelector", "type", {type: "object"});
errors++;
}
}
if(data30.tolerations !== undefined){
let data36 = data30.tolerations;
if(Array.isArray(data36)){
if(data36.length > 256){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/tolerations", "maxItems", {limit: 256});
errors++;
}
const len6 = data36.length;
for(let i6=0; i6<len6; i6++){
let data37 = data36[i6];
if(!(data37 && typeof data37 == "object" && !Array.isArray(data37))){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/tolerations/" + i6, "type", {type: "object"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/tolerations", "type", {type: "array"});
errors++;
}
}
if(data30.resources !== undefined){
let data38 = data30.resources;
if(!(data38 && typeof data38 == "object" && !Array.isArray(data38))){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/resources", "type", {type: "object"});
errors++;
}
}
if(data30.maxReplicasPerWorkload !== undefined){
let data39 = data30.maxReplicasPerWorkload;
if(!(((typeof data39 == "number") && (!(data39 % 1) && !isNaN(data39))) && (isFinite(data39)))){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/maxReplicasPerWorkload", "type", {type: "integer"});
errors++;
}
if((typeof data39 == "number") && (isFinite(data39))){
if(data39 > 2147483647 || isNaN(data39)){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/maxReplicasPerWorkload", "maximum", {comparison: "<=", limit: 2147483647});
errors++;
}
if(data39 < 0 || isNaN(data39)){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/maxReplicasPerWorkload", "minimum", {comparison: ">=", limit: 0});
errors++;
}
}
}
if(data30.maxReplicasTotal !== undefined){
let data40 = data30.maxReplicasTotal;
if(!(((typeof data40 == "number") && (!(data40 % 1) && !isNaN(data40))) && (isFinite(data40)))){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/maxReplicasTotal", "type", {type: "integer"});
errors++;
}
if((typeof data40 == "number") && (isFinite(data40))){
if(data40 > 2147483647 || isNaN(data40)){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/maxReplicasTotal", "maximum", {comparison: "<=", limit: 2147483647});
errors++;
}
if(data40 < 0 || isNaN(data40)){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/maxReplicasTotal", "minimum", {comparison: ">=", limit: 0});
errors++;
}
}
}
if(data30.podSecurity !== undefined){
let data41 = data30.podSecurity;
if(typeof data41 !== "string"){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/podSecurity", "type", {type: "string"});
errors++;
}
if(!(((data41 === "privileged") || (data41 === "baseline")) || (data41 === "restricted"))){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/podSecurity", "enum", {allowedValues: ["privileged","baseline","restricted"]});
errors++;
}
}
if(data30.allowedServiceAccounts !== undefined){
let data42 = data30.allowedServiceAccounts;
if(Array.isArray(data42)){
if(data42.length > 256){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/allowedServiceAccounts", "maxItems", {limit: 256});
errors++;
}
const len7 = data42.length;
for(let i7=0; i7<len7; i7++){
let data43 = data42[i7];
if(typeof data43 === "string"){
if(data43.length > 253 && func3(data43) > 253){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/allowedServiceAccounts/" + i7, "maxLength", {limit: 253});
errors++;
}
if(data43.length < 2 && func3(data43) < 1){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/allowedServiceAccounts/" + i7, "minLength", {limit: 1});
errors++;
}
if(!pattern4.test(data43)){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/allowedServiceAccounts/" + i7, "pattern", {pattern: "^[-a-z0-9.*]+$"});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/allowedServiceAccounts/" + i7, "type", {type: "string"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/allowedServiceAccounts", "type", {type: "array"});
errors++;
}
}
if(data30.allowedSecrets !== undefined){
let data44 = data30.allowedSecrets;
if(Array.isArray(data44)){
if(data44.length > 256){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/allowedSecrets", "maxItems", {limit: 256});
errors++;
}
const len8 = data44.length;
for(let i8=0; i8<len8; i8++){
let data45 = data44[i8];
if(typeof data45 === "string"){
if(data45.length > 253 && func3(data45) > 253){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/allowedSecrets/" + i8, "maxLength", {limit: 253});
errors++;
}
if(data45.length < 2 && func3(data45) < 1){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/allowedSecrets/" + i8, "minLength", {limit: 1});
errors++;
}
if(!pattern4.test(data45)){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/allowedSecrets/" + i8, "pattern", {pattern: "^[-a-z0-9.*]+$"});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/allowedSecrets/" + i8, "type", {type: "string"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/allowedSecrets", "type", {type: "array"});
errors++;
}
}
if(data30.template !== undefined){
let data46 = data30.template;
if(data46 && typeof data46 == "object" && !Array.isArray(data46)){
for(const key7 in data46){
if(!((key7 === "metadata") || (key7 === "spec"))){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/template", "additionalProperties", {additionalProperty: key7});
errors++;
}
}
if(data46.metadata !== undefined){
let data47 = data46.metadata;
if(data47 && typeof data47 == "object" && !Array.isArray(data47)){
for(const key8 in data47){
if(!((key8 === "labels") || (key8 === "annotations"))){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/template/metadata", "additionalProperties", {additionalProperty: key8});
errors++;
}
}
if(data47.labels !== undefined){
let data48 = data47.labels;
if(data48 && typeof data48 == "object" && !Array.isArray(data48)){
if(Object.keys(data48).length > 256){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/template/metadata/labels", "maxProperties", {limit: 256});
errors++;
}
for(const key9 in data48){
if(typeof data48[key9] !== "string"){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/template/metadata/labels/" + key9.replace(/~/g, "~0").replace(/\//g, "~1"), "type", {type: "string"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/template/metadata/labels", "type", {type: "object"});
errors++;
}
}
if(data47.annotations !== undefined){
let data50 = data47.annotations;
if(data50 && typeof data50 == "object" && !Array.isArray(data50)){
if(Object.keys(data50).length > 256){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/template/metadata/annotations", "maxProperties", {limit: 256});
errors++;
}
for(const key10 in data50){
if(typeof data50[key10] !== "string"){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/template/metadata/annotations/" + key10.replace(/~/g, "~0").replace(/\//g, "~1"), "type", {type: "string"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/template/metadata/annotations", "type", {type: "object"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/template/metadata", "type", {type: "object"});
errors++;
}
}
if(data46.spec !== undefined){
let data52 = data46.spec;
if(!(data52 && typeof data52 == "object" && !Array.isArray(data52))){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/template/spec", "type", {type: "object"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/template", "type", {type: "object"});
errors++;
}
}
if(data30.protected !== undefined){
let data53 = data30.protected;
if(Array.isArray(data53)){
if(data53.length > 64){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/protected", "maxItems", {limit: 64});
errors++;
}
const len9 = data53.length;
for(let i9=0; i9<len9; i9++){
let data54 = data53[i9];
if(typeof data54 === "string"){
if(data54.length > 512 && func3(data54) > 512){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/protected/" + i9, "maxLength", {limit: 512});
errors++;
}
if(!pattern8.test(data54)){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/protected/" + i9, "pattern", {pattern: "^/(metadata/(labels|annotations)|spec)(/([^/~]|~[01])*)*$"});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/protected/" + i9, "type", {type: "string"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/protected", "type", {type: "array"});
errors++;
}
}
if(data30.disruption !== undefined){
let data55 = data30.disruption;
if(data55 && typeof data55 == "object" && !Array.isArray(data55)){
for(const key11 in data55){
if(!(key11 === "maxUnavailable")){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/disruption", "additionalProperties", {additionalProperty: key11});
errors++;
}
}
if(data55.maxUnavailable !== undefined){
let data56 = data55.maxUnavailable;
if((!(((typeof data56 == "number") && (!(data56 % 1) && !isNaN(data56))) && (isFinite(data56)))) && (typeof data56 !== "string")){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/disruption/maxUnavailable", "type", {type: ["integer","string"]});
errors++;
}
if((typeof data56 == "number") && (isFinite(data56))){
if(data56 > 2147483647 || isNaN(data56)){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/disruption/maxUnavailable", "maximum", {comparison: "<=", limit: 2147483647});
errors++;
}
if(data56 < 0 || isNaN(data56)){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/disruption/maxUnavailable", "minimum", {comparison: ">=", limit: 0});
errors++;
}
}
if(typeof data56 === "string"){
if(!pattern9.test(data56)){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/disruption/maxUnavailable", "pattern", {pattern: "^([0-9]|[1-9][0-9]|100)%$"});
errors++;
}
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/disruption", "type", {type: "object"});
errors++;
}
}
if(data30.rollout !== undefined){
let data57 = data30.rollout;
if(data57 && typeof data57 == "object" && !Array.isArray(data57)){
for(const key12 in data57){
if(!((((key12 === "minReadySeconds") || (key12 === "maxSurge")) || (key12 === "maxUnavailable")) || (key12 === "progressDeadlineSeconds"))){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/rollout", "additionalProperties", {additionalProperty: key12});
errors++;
}
}
if(data57.minReadySeconds !== undefined){
let data58 = data57.minReadySeconds;
if(!(((typeof data58 == "number") && (!(data58 % 1) && !isNaN(data58))) && (isFinite(data58)))){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/rollout/minReadySeconds", "type", {type: "integer"});
errors++;
}
if((typeof data58 == "number") && (isFinite(data58))){
if(data58 > 2147483647 || isNaN(data58)){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/rollout/minReadySeconds", "maximum", {comparison: "<=", limit: 2147483647});
errors++;
}
if(data58 < 0 || isNaN(data58)){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/rollout/minReadySeconds", "minimum", {comparison: ">=", limit: 0});
errors++;
}
}
}
if(data57.maxSurge !== undefined){
let data59 = data57.maxSurge;
if((!(((typeof data59 == "number") && (!(data59 % 1) && !isNaN(data59))) && (isFinite(data59)))) && (typeof data59 !== "string")){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/rollout/maxSurge", "type", {type: ["integer","string"]});
errors++;
}
if((typeof data59 == "number") && (isFinite(data59))){
if(data59 > 2147483647 || isNaN(data59)){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/rollout/maxSurge", "maximum", {comparison: "<=", limit: 2147483647});
errors++;
}
if(data59 < 0 || isNaN(data59)){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/rollout/maxSurge", "minimum", {comparison: ">=", limit: 0});
errors++;
}
}
if(typeof data59 === "string"){
if(!pattern9.test(data59)){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/rollout/maxSurge", "pattern", {pattern: "^([0-9]|[1-9][0-9]|100)%$"});
errors++;
}
}
}
if(data57.maxUnavailable !== undefined){
let data60 = data57.maxUnavailable;
if((!(((typeof data60 == "number") && (!(data60 % 1) && !isNaN(data60))) && (isFinite(data60)))) && (typeof data60 !== "string")){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/rollout/maxUnavailable", "type", {type: ["integer","string"]});
errors++;
}
if((typeof data60 == "number") && (isFinite(data60))){
if(data60 > 2147483647 || isNaN(data60)){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/rollout/maxUnavailable", "maximum", {comparison: "<=", limit: 2147483647});
errors++;
}
if(data60 < 0 || isNaN(data60)){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/rollout/maxUnavailable", "minimum", {comparison: ">=", limit: 0});
errors++;
}
}
if(typeof data60 === "string"){
if(!pattern9.test(data60)){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/rollout/maxUnavailable", "pattern", {pattern: "^([0-9]|[1-9][0-9]|100)%$"});
errors++;
}
}
}
if(data57.progressDeadlineSeconds !== undefined){
let data61 = data57.progressDeadlineSeconds;
if(!(((typeof data61 == "number") && (!(data61 % 1) && !isNaN(data61))) && (isFinite(data61)))){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/rollout/progressDeadlineSeconds", "type", {type: "integer"});
errors++;
}
if((typeof data61 == "number") && (isFinite(data61))){
if(data61 > 2147483647 || isNaN(data61)){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/rollout/progressDeadlineSeconds", "maximum", {comparison: "<=", limit: 2147483647});
errors++;
}
if(data61 < 1 || isNaN(data61)){
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/rollout/progressDeadlineSeconds", "minimum", {comparison: ">=", limit: 1});
errors++;
}
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5+"/rollout", "type", {type: "object"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/computePools/" + i5, "type", {type: "object"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/computePools", "type", {type: "array"});
errors++;
}
}
if(data23.documentCache !== undefined){
let data62 = data23.documentCache;
if((!(data62 && typeof data62 == "object" && !Array.isArray(data62))) && (data62 !== null)){
vErrors = failed(vErrors, instancePath+"/spec/documentCache", "type", {type: ["object","null"]});
errors++;
}
if(data62 && typeof data62 == "object" && !Array.isArray(data62)){
if(data62.capGiB === undefined){
vErrors = failed(vErrors, instancePath+"/spec/documentCache", "required", {missingProperty: "capGiB"});
errors++;
}
if(data62.replicationFactor === undefined){
vErrors = failed(vErrors, instancePath+"/spec/documentCache", "required", {missingProperty: "replicationFactor"});
errors++;
}
if(data62.scaling === undefined){
vErrors = failed(vErrors, instancePath+"/spec/documentCache", "required", {missingProperty: "scaling"});
errors++;
}
for(const key13 in data62){
if(!(((key13 === "capGiB") || (key13 === "replicationFactor")) || (key13 === "scaling"))){
vErrors = failed(vErrors, instancePath+"/spec/documentCache", "additionalProperties", {additionalProperty: key13});
errors++;
}
}
if(data62.capGiB !== undefined){
let data63 = data62.capGiB;
if(!(((typeof data63 == "number") && (!(data63 % 1) && !isNaN(data63))) && (isFinite(data63)))){
vErrors = failed(vErrors, instancePath+"/spec/documentCache/capGiB", "type", {type: "integer"});
errors++;
}
if((typeof data63 == "number") && (isFinite(data63))){
if(data63 > 9007199254740991 || isNaN(data63)){
vErrors = failed(vErrors, instancePath+"/spec/documentCache/capGiB", "maximum", {comparison: "<=", limit: 9007199254740991});
errors++;
}
if(data63 < 0 || isNaN(data63)){
vErrors = failed(vErrors, instancePath+"/spec/documentCache/capGiB", "minimum", {comparison: ">=", limit: 0});
errors++;
}
}
}
if(data62.replicationFactor !== undefined){
let data64 = data62.replicationFactor;
if(!(((typeof data64 == "number") && (!(data64 % 1) && !isNaN(data64))) && (isFinite(data64)))){
vErrors = failed(vErrors, instancePath+"/spec/documentCache/replicationFactor", "type", {type: "integer"});
errors++;
}
if((typeof data64 == "number") && (isFinite(data64))){
if(data64 > 2147483647 || isNaN(data64)){
vErrors = failed(vErrors, instancePath+"/spec/documentCache/replicationFactor", "maximum", {comparison: "<=", limit: 2147483647});
errors++;
}
if(data64 < 1 || isNaN(data64)){
vErrors = failed(vErrors, instancePath+"/spec/documentCache/replicationFactor", "minimum", {comparison: ">=", limit: 1});
errors++;
}
}
}
if(data62.scaling !== undefined){
let data65 = data62.scaling;
if(data65 && typeof data65 == "object" && !Array.isArray(data65)){
if(data65.nodes === undefined){
vErrors = failed(vErrors, instancePath+"/spec/documentCache/scaling", "required", {missingProperty: "nodes"});
errors++;
}
for(const key14 in data65){
if(!((key14 === "mode") || (key14 === "nodes"))){
vErrors = failed(vErrors, instancePath+"/spec/documentCache/scaling", "additionalProperties", {additionalProperty: key14});
errors++;
}
}
if(data65.mode !== undefined){
let data66 = data65.mode;
if(typeof data66 !== "string"){
vErrors = failed(vErrors, instancePath+"/spec/documentCache/scaling/mode", "type", {type: "string"});
errors++;
}
if(!((data66 === "autoscale") || (data66 === "fixed"))){
vErrors = failed(vErrors, instancePath+"/spec/documentCache/scaling/mode", "enum", {allowedValues: ["autoscale","fixed"]});
errors++;
}
}
if(data65.nodes !== undefined){
let data67 = data65.nodes;
if(data67 && typeof data67 == "object" && !Array.isArray(data67)){
if(data67.min === undefined){
vErrors = failed(vErrors, instancePath+"/spec/documentCache/scaling/nodes", "required", {missingProperty: "min"});
errors++;
}
if(data67.max === undefined){
vErrors = failed(vErrors, instancePath+"/spec/documentCache/scaling/nodes", "required", {missingProperty: "max"});
errors++;
}
for(const key15 in data67){
if(!((key15 === "min") || (key15 === "max"))){
vErrors = failed(vErrors, instancePath+"/spec/documentCache/scaling/nodes", "additionalProperties", {additionalProperty: key15});
errors++;
}
}
if(data67.min !== undefined){
let data68 = data67.min;
if(!(((typeof data68 == "number") && (!(data68 % 1) && !isNaN(data68))) && (isFinite(data68)))){
vErrors = failed(vErrors, instancePath+"/spec/documentCache/scaling/nodes/min", "type", {type: "integer"});
errors++;
}
if((typeof data68 == "number") && (isFinite(data68))){
if(data68 > 2147483647 || isNaN(data68)){
vErrors = failed(vErrors, instancePath+"/spec/documentCache/scaling/nodes/min", "maximum", {comparison: "<=", limit: 2147483647});
errors++;
}
if(data68 < 0 || isNaN(data68)){
vErrors = failed(vErrors, instancePath+"/spec/documentCache/scaling/nodes/min", "minimum", {comparison: ">=", limit: 0});
errors++;
}
}
}
if(data67.max !== undefined){
let data69 = data67.max;
if(!(((typeof data69 == "number") && (!(data69 % 1) && !isNaN(data69))) && (isFinite(data69)))){
vErrors = failed(vErrors, instancePath+"/spec/documentCache/scaling/nodes/max", "type", {type: "integer"});
errors++;
}
if((typeof data69 == "number") && (isFinite(data69))){
if(data69 > 2147483647 || isNaN(data69)){
vErrors = failed(vErrors, instancePath+"/spec/documentCache/scaling/nodes/max", "maximum", {comparison: "<=", limit: 2147483647});
errors++;
}
if(data69 < 1 || isNaN(data69)){
vErrors = failed(vErrors, instancePath+"/spec/documentCache/scaling/nodes/max", "minimum", {comparison: ">=", limit: 1});
errors++;
}
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/documentCache/scaling/nodes", "type", {type: "object"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/documentCache/scaling", "type", {type: "object"});
errors++;
}
}
}
}
if(data23.embedders !== undefined){
let data70 = data23.embedders;
if(Array.isArray(data70)){
if(data70.length > 1024){
vErrors = failed(vErrors, instancePath+"/spec/embedders", "maxItems", {limit: 1024});
errors++;
}
const len10 = data70.length;
for(let i10=0; i10<len10; i10++){
let data71 = data70[i10];
if(!(data71 && typeof data71 == "object" && !Array.isArray(data71))){
vErrors = failed(vErrors, instancePath+"/spec/embedders/" + i10, "type", {type: "object"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/embedders", "type", {type: "array"});
errors++;
}
}
if(data23.ocr !== undefined){
let data72 = data23.ocr;
if(Array.isArray(data72)){
if(data72.length > 1024){
vErrors = failed(vErrors, instancePath+"/spec/ocr", "maxItems", {limit: 1024});
errors++;
}
const len11 = data72.length;
for(let i11=0; i11<len11; i11++){
let data73 = data72[i11];
if(!(data73 && typeof data73 == "object" && !Array.isArray(data73))){
vErrors = failed(vErrors, instancePath+"/spec/ocr/" + i11, "type", {type: "object"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/ocr", "type", {type: "array"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec", "type", {type: "object"});
errors++;
}
}
if(data.status !== undefined){
let data74 = data.status;
if((!(data74 && typeof data74 == "object" && !Array.isArray(data74))) && (data74 !== null)){
vErrors = failed(vErrors, instancePath+"/status", "type", {type: ["object","null"]});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath, "type", {type: "object"});
errors++;
}
validate11.errors = vErrors;
return errors === 0;
}

export const Index = validate12;


function validate12(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.apiVersion === undefined){
vErrors = failed(vErrors, instancePath, "required", {missingProperty: "apiVersion"});
errors++;
}
if(data.kind === undefined){
vErrors = failed(vErrors, instancePath, "required", {missingProperty: "kind"});
errors++;
}
if(data.metadata === undefined){
vErrors = failed(vErrors, instancePath, "required", {missingProperty: "metadata"});
errors++;
}
if(data.spec === undefined){
vErrors = failed(vErrors, instancePath, "required", {missingProperty: "spec"});
errors++;
}
for(const key0 in data){
if(!(((((key0 === "apiVersion") || (key0 === "kind")) || (key0 === "metadata")) || (key0 === "spec")) || (key0 === "status"))){
vErrors = failed(vErrors, instancePath, "additionalProperties", {additionalProperty: key0});
errors++;
}
}
if(data.apiVersion !== undefined){
let data0 = data.apiVersion;
if(typeof data0 !== "string"){
vErrors = failed(vErrors, instancePath+"/apiVersion", "type", {type: "string"});
errors++;
}
if(!(data0 === "hevlayer.com/v1")){
vErrors = failed(vErrors, instancePath+"/apiVersion", "enum", {allowedValues: ["hevlayer.com/v1"]});
errors++;
}
}
if(data.kind !== undefined){
let data1 = data.kind;
if(typeof data1 !== "string"){
vErrors = failed(vErrors, instancePath+"/kind", "type", {type: "string"});
errors++;
}
if(!(data1 === "Index")){
vErrors = failed(vErrors, instancePath+"/kind", "enum", {allowedValues: ["Index"]});
errors++;
}
}
if(data.metadata !== undefined){
let data2 = data.metadata;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.name === undefined){
vErrors = failed(vErrors, instancePath+"/metadata", "required", {missingProperty: "name"});
errors++;
}
for(const key1 in data2){
if(!(func2.call(names4, key1))){
vErrors = failed(vErrors, instancePath+"/metadata", "additionalProperties", {additionalProperty: key1});
errors++;
}
}
if(data2.name !== undefined){
let data3 = data2.name;
if(typeof data3 === "string"){
if(data3.length > 253 && func3(data3) > 253){
vErrors = failed(vErrors, instancePath+"/metadata/name", "maxLength", {limit: 253});
errors++;
}
if(data3.length < 2 && func3(data3) < 1){
vErrors = failed(vErrors, instancePath+"/metadata/name", "minLength", {limit: 1});
errors++;
}
if(!pattern0.test(data3)){
vErrors = failed(vErrors, instancePath+"/metadata/name", "pattern", {pattern: "^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*)?$"});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/metadata/name", "type", {type: "string"});
errors++;
}
}
if(data2.namespace !== undefined){
let data4 = data2.namespace;
if(typeof data4 === "string"){
if(data4.length > 63 && func3(data4) > 63){
vErrors = failed(vErrors, instancePath+"/metadata/namespace", "maxLength", {limit: 63});
errors++;
}
if(data4.length < 2 && func3(data4) < 1){
vErrors = failed(vErrors, instancePath+"/metadata/namespace", "minLength", {limit: 1});
errors++;
}
if(!pattern1.test(data4)){
vErrors = failed(vErrors, instancePath+"/metadata/namespace", "pattern", {pattern: "^([a-z0-9]([-a-z0-9]*[a-z0-9])?)?$"});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/metadata/namespace", "type", {type: "string"});
errors++;
}
}
if(data2.labels !== undefined){
let data5 = data2.labels;
if((!(data5 && typeof data5 == "object" && !Array.isArray(data5))) && (data5 !== null)){
vErrors = failed(vErrors, instancePath+"/metadata/labels", "type", {type: ["object","null"]});
errors++;
}
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
for(const key2 in data5){
if(typeof data5[key2] !== "string"){
vErrors = failed(vErrors, instancePath+"/metadata/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), "type", {type: "string"});
errors++;
}
}
}
}
if(data2.annotations !== undefined){
let data7 = data2.annotations;
if((!(data7 && typeof data7 == "object" && !Array.isArray(data7))) && (data7 !== null)){
vErrors = failed(vErrors, instancePath+"/metadata/annotations", "type", {type: ["object","null"]});
errors++;
}
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
for(const key3 in data7){
if(typeof data7[key3] !== "string"){
vErrors = failed(vErrors, instancePath+"/metadata/annotations/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"), "type", {type: "string"});
errors++;
}
}
}
}
if(data2.generateName !== undefined){
if(typeof data2.generateName !== "string"){
vErrors = failed(vErrors, instancePath+"/metadata/generateName", "type", {type: "string"});
errors++;
}
}
if(data2.finalizers !== undefined){
let data10 = data2.finalizers;
if((!(Array.isArray(data10))) && (data10 !== null)){
vErrors = failed(vErrors, instancePath+"/metadata/finalizers", "type", {type: ["array","null"]});
errors++;
}
if(Array.isArray(data10)){
const len0 = data10.length;
for(let i0=0; i0<len0; i0++){
if(typeof data10[i0] !== "string"){
vErrors = failed(vErrors, instancePath+"/metadata/finalizers/" + i0, "type", {type: "string"});
errors++;
}
}
}
}
if(data2.ownerReferences !== undefined){
let data12 = data2.ownerReferences;
if((!(Array.isArray(data12))) && (data12 !== null)){
vErrors = failed(vErrors, instancePath+"/metadata/ownerReferences", "type", {type: ["array","null"]});
errors++;
}
if(Array.isArray(data12)){
const len1 = data12.length;
for(let i1=0; i1<len1; i1++){
let data13 = data12[i1];
if(!(data13 && typeof data13 == "object" && !Array.isArray(data13))){
vErrors = failed(vErrors, instancePath+"/metadata/ownerReferences/" + i1, "type", {type: "object"});
errors++;
}
}
}
}
if(data2.managedFields !== undefined){
let data14 = data2.managedFields;
if((!(Array.isArray(data14))) && (data14 !== null)){
vErrors = failed(vErrors, instancePath+"/metadata/managedFields", "type", {type: ["array","null"]});
errors++;
}
if(Array.isArray(data14)){
const len2 = data14.length;
for(let i2=0; i2<len2; i2++){
let data15 = data14[i2];
if(!(data15 && typeof data15 == "object" && !Array.isArray(data15))){
vErrors = failed(vErrors, instancePath+"/metadata/managedFields/" + i2, "type", {type: "object"});
errors++;
}
}
}
}
if(data2.uid !== undefined){
if(typeof data2.uid !== "string"){
vErrors = failed(vErrors, instancePath+"/metadata/uid", "type", {type: "string"});
errors++;
}
}
if(data2.resourceVersion !== undefined){
if(typeof data2.resourceVersion !== "string"){
vErrors = failed(vErrors, instancePath+"/metadata/resourceVersion", "type", {type: "string"});
errors++;
}
}
if(data2.generation !== undefined){
let data18 = data2.generation;
if(!(((typeof data18 == "number") && (!(data18 % 1) && !isNaN(data18))) && (isFinite(data18)))){
vErrors = failed(vErrors, instancePath+"/metadata/generation", "type", {type: "integer"});
errors++;
}
}
if(data2.creationTimestamp !== undefined){
let data19 = data2.creationTimestamp;
if((typeof data19 !== "string") && (data19 !== null)){
vErrors = failed(vErrors, instancePath+"/metadata/creationTimestamp", "type", {type: ["string","null"]});
errors++;
}
}
if(data2.deletionTimestamp !== undefined){
let data20 = data2.deletionTimestamp;
if((typeof data20 !== "string") && (data20 !== null)){
vErrors = failed(vErrors, instancePath+"/metadata/deletionTimestamp", "type", {type: ["string","null"]});
errors++;
}
}
if(data2.deletionGracePeriodSeconds !== undefined){
let data21 = data2.deletionGracePeriodSeconds;
if((!(((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21))) && (isFinite(data21)))) && (data21 !== null)){
vErrors = failed(vErrors, instancePath+"/metadata/deletionGracePeriodSeconds", "type", {type: ["integer","null"]});
errors++;
}
}
if(data2.selfLink !== undefined){
if(typeof data2.selfLink !== "string"){
vErrors = failed(vErrors, instancePath+"/metadata/selfLink", "type", {type: "string"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/metadata", "type", {type: "object"});
errors++;
}
}
if(data.spec !== undefined){
let data23 = data.spec;
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
if(data23.backend === undefined){
vErrors = failed(vErrors, instancePath+"/spec", "required", {missingProperty: "backend"});
errors++;
}
if(data23.backend !== undefined){
let data24 = data23.backend;
if(data24 && typeof data24 == "object" && !Array.isArray(data24)){
if(data24.namespace !== undefined){
let data25 = data24.namespace;
if((typeof data25 !== "string") && (data25 !== null)){
vErrors = failed(vErrors, instancePath+"/spec/backend/namespace", "type", {type: ["string","null"]});
errors++;
}
if(typeof data25 === "string"){
if(data25.length > 256 && func3(data25) > 256){
vErrors = failed(vErrors, instancePath+"/spec/backend/namespace", "maxLength", {limit: 256});
errors++;
}
if(data25.length < 2 && func3(data25) < 1){
vErrors = failed(vErrors, instancePath+"/spec/backend/namespace", "minLength", {limit: 1});
errors++;
}
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/backend", "type", {type: "object"});
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
vErrors = failed(vErrors, instancePath+"/spec/metadata/labels", "maxProperties", {limit: 1024});
errors++;
}
for(const key4 in data27){
if(typeof data27[key4] !== "string"){
vErrors = failed(vErrors, instancePath+"/spec/metadata/labels/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"), "type", {type: "string"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/metadata/labels", "type", {type: "object"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/metadata", "type", {type: "object"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec", "type", {type: "object"});
errors++;
}
}
if(data.status !== undefined){
let data29 = data.status;
if((!(data29 && typeof data29 == "object" && !Array.isArray(data29))) && (data29 !== null)){
vErrors = failed(vErrors, instancePath+"/status", "type", {type: ["object","null"]});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath, "type", {type: "object"});
errors++;
}
validate12.errors = vErrors;
return errors === 0;
}

export const Project = validate13;


function validate13(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((key0 === "inputs") || (key0 === "outDir")) || (key0 === "stockPools")) || (key0 === "warningsAsErrors")) || (key0 === "settings"))){
vErrors = failed(vErrors, instancePath, "additionalProperties", {additionalProperty: key0});
errors++;
}
}
if(data.inputs !== undefined){
let data0 = data.inputs;
if(Array.isArray(data0)){
if(data0.length > 100){
vErrors = failed(vErrors, instancePath+"/inputs", "maxItems", {limit: 100});
errors++;
}
if(data0.length < 1){
vErrors = failed(vErrors, instancePath+"/inputs", "minItems", {limit: 1});
errors++;
}
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
if(typeof data1 === "string"){
if(data1.length > 1024 && func3(data1) > 1024){
vErrors = failed(vErrors, instancePath+"/inputs/" + i0, "maxLength", {limit: 1024});
errors++;
}
if(data1.length < 2 && func3(data1) < 1){
vErrors = failed(vErrors, instancePath+"/inputs/" + i0, "minLength", {limit: 1});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/inputs/" + i0, "type", {type: "string"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/inputs", "type", {type: "array"});
errors++;
}
}
if(data.outDir !== undefined){
let data2 = data.outDir;
if(typeof data2 === "string"){
if(data2.length > 1024 && func3(data2) > 1024){
vErrors = failed(vErrors, instancePath+"/outDir", "maxLength", {limit: 1024});
errors++;
}
if(data2.length < 2 && func3(data2) < 1){
vErrors = failed(vErrors, instancePath+"/outDir", "minLength", {limit: 1});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/outDir", "type", {type: "string"});
errors++;
}
}
if(data.stockPools !== undefined){
if(typeof data.stockPools !== "boolean"){
vErrors = failed(vErrors, instancePath+"/stockPools", "type", {type: "boolean"});
errors++;
}
}
if(data.warningsAsErrors !== undefined){
let data4 = data.warningsAsErrors;
if(Array.isArray(data4)){
if(data4.length > 100){
vErrors = failed(vErrors, instancePath+"/warningsAsErrors", "maxItems", {limit: 100});
errors++;
}
const len1 = data4.length;
for(let i1=0; i1<len1; i1++){
let data5 = data4[i1];
if(typeof data5 === "string"){
if(data5.length > 64 && func3(data5) > 64){
vErrors = failed(vErrors, instancePath+"/warningsAsErrors/" + i1, "maxLength", {limit: 64});
errors++;
}
if(data5.length < 2 && func3(data5) < 1){
vErrors = failed(vErrors, instancePath+"/warningsAsErrors/" + i1, "minLength", {limit: 1});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/warningsAsErrors/" + i1, "type", {type: "string"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/warningsAsErrors", "type", {type: "array"});
errors++;
}
}
if(data.settings !== undefined){
let data6 = data.settings;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
for(const key1 in data6){
if(!(func2.call(names5, key1))){
vErrors = failed(vErrors, instancePath+"/settings", "additionalProperties", {additionalProperty: key1});
errors++;
}
}
if(data6.gatewayBaseUrl !== undefined){
let data7 = data6.gatewayBaseUrl;
if(typeof data7 === "string"){
if(data7.length > 2048 && func3(data7) > 2048){
vErrors = failed(vErrors, instancePath+"/settings/gatewayBaseUrl", "maxLength", {limit: 2048});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/settings/gatewayBaseUrl", "type", {type: "string"});
errors++;
}
}
if(data6.metricsServer !== undefined){
let data8 = data6.metricsServer;
if(typeof data8 === "string"){
if(data8.length > 2048 && func3(data8) > 2048){
vErrors = failed(vErrors, instancePath+"/settings/metricsServer", "maxLength", {limit: 2048});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/settings/metricsServer", "type", {type: "string"});
errors++;
}
}
if(data6.gatewaySecretName !== undefined){
let data9 = data6.gatewaySecretName;
if(typeof data9 === "string"){
if(data9.length > 253 && func3(data9) > 253){
vErrors = failed(vErrors, instancePath+"/settings/gatewaySecretName", "maxLength", {limit: 253});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/settings/gatewaySecretName", "type", {type: "string"});
errors++;
}
}
if(data6.gatewaySecretKey !== undefined){
let data10 = data6.gatewaySecretKey;
if(typeof data10 === "string"){
if(data10.length > 253 && func3(data10) > 253){
vErrors = failed(vErrors, instancePath+"/settings/gatewaySecretKey", "maxLength", {limit: 253});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/settings/gatewaySecretKey", "type", {type: "string"});
errors++;
}
}
if(data6.maxReplicasCeiling !== undefined){
let data11 = data6.maxReplicasCeiling;
if(!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))){
vErrors = failed(vErrors, instancePath+"/settings/maxReplicasCeiling", "type", {type: "integer"});
errors++;
}
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 > 999999999 || isNaN(data11)){
vErrors = failed(vErrors, instancePath+"/settings/maxReplicasCeiling", "maximum", {comparison: "<=", limit: 999999999});
errors++;
}
if(data11 < 1 || isNaN(data11)){
vErrors = failed(vErrors, instancePath+"/settings/maxReplicasCeiling", "minimum", {comparison: ">=", limit: 1});
errors++;
}
}
}
if(data6.metricsJob !== undefined){
let data12 = data6.metricsJob;
if(typeof data12 === "string"){
if(data12.length > 1024 && func3(data12) > 1024){
vErrors = failed(vErrors, instancePath+"/settings/metricsJob", "maxLength", {limit: 1024});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/settings/metricsJob", "type", {type: "string"});
errors++;
}
}
if(data6.ignoreWarnings !== undefined){
let data13 = data6.ignoreWarnings;
if(Array.isArray(data13)){
if(data13.length > 100){
vErrors = failed(vErrors, instancePath+"/settings/ignoreWarnings", "maxItems", {limit: 100});
errors++;
}
const len2 = data13.length;
for(let i2=0; i2<len2; i2++){
let data14 = data13[i2];
if(typeof data14 === "string"){
if(data14.length > 64 && func3(data14) > 64){
vErrors = failed(vErrors, instancePath+"/settings/ignoreWarnings/" + i2, "maxLength", {limit: 64});
errors++;
}
if(data14.length < 2 && func3(data14) < 1){
vErrors = failed(vErrors, instancePath+"/settings/ignoreWarnings/" + i2, "minLength", {limit: 1});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/settings/ignoreWarnings/" + i2, "type", {type: "string"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/settings/ignoreWarnings", "type", {type: "array"});
errors++;
}
}
if(data6.kubernetesVersion !== undefined){
let data15 = data6.kubernetesVersion;
if(typeof data15 === "string"){
if(data15.length > 32 && func3(data15) > 32){
vErrors = failed(vErrors, instancePath+"/settings/kubernetesVersion", "maxLength", {limit: 32});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/settings/kubernetesVersion", "type", {type: "string"});
errors++;
}
}
if(data6.namespace !== undefined){
let data16 = data6.namespace;
if(typeof data16 === "string"){
if(data16.length > 63 && func3(data16) > 63){
vErrors = failed(vErrors, instancePath+"/settings/namespace", "maxLength", {limit: 63});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/settings/namespace", "type", {type: "string"});
errors++;
}
}
if(data6.gatewayPods !== undefined){
let data17 = data6.gatewayPods;
if(typeof data17 === "string"){
if(data17.length > 1024 && func3(data17) > 1024){
vErrors = failed(vErrors, instancePath+"/settings/gatewayPods", "maxLength", {limit: 1024});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/settings/gatewayPods", "type", {type: "string"});
errors++;
}
}
if(data6.propagateLabels !== undefined){
let data18 = data6.propagateLabels;
if(Array.isArray(data18)){
if(data18.length > 100){
vErrors = failed(vErrors, instancePath+"/settings/propagateLabels", "maxItems", {limit: 100});
errors++;
}
const len3 = data18.length;
for(let i3=0; i3<len3; i3++){
let data19 = data18[i3];
if(typeof data19 === "string"){
if(data19.length > 317 && func3(data19) > 317){
vErrors = failed(vErrors, instancePath+"/settings/propagateLabels/" + i3, "maxLength", {limit: 317});
errors++;
}
if(data19.length < 2 && func3(data19) < 1){
vErrors = failed(vErrors, instancePath+"/settings/propagateLabels/" + i3, "minLength", {limit: 1});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/settings/propagateLabels/" + i3, "type", {type: "string"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/settings/propagateLabels", "type", {type: "array"});
errors++;
}
}
if(data6.propagateAnnotations !== undefined){
let data20 = data6.propagateAnnotations;
if(Array.isArray(data20)){
if(data20.length > 100){
vErrors = failed(vErrors, instancePath+"/settings/propagateAnnotations", "maxItems", {limit: 100});
errors++;
}
const len4 = data20.length;
for(let i4=0; i4<len4; i4++){
let data21 = data20[i4];
if(typeof data21 === "string"){
if(data21.length > 317 && func3(data21) > 317){
vErrors = failed(vErrors, instancePath+"/settings/propagateAnnotations/" + i4, "maxLength", {limit: 317});
errors++;
}
if(data21.length < 2 && func3(data21) < 1){
vErrors = failed(vErrors, instancePath+"/settings/propagateAnnotations/" + i4, "minLength", {limit: 1});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/settings/propagateAnnotations/" + i4, "type", {type: "string"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/settings/propagateAnnotations", "type", {type: "array"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/settings", "type", {type: "object"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath, "type", {type: "object"});
errors++;
}
validate13.errors = vErrors;
return errors === 0;
}

const names0 = {"name":true,"namespace":true,"labels":true,"annotations":true,"generateName":true,"finalizers":true,"ownerReferences":true,"managedFields":true,"uid":true,"resourceVersion":true,"generation":true,"creationTimestamp":true,"deletionTimestamp":true,"deletionGracePeriodSeconds":true,"selfLink":true};
const names1 = {"paused":true,"targetNamespaces":true,"indexSelector":true,"inputs":true,"filter":true,"output":true,"version":true,"invalidates":true,"triggers":true,"worker":true,"schedule":true,"retry":true,"scaling":true,"groupByParent":true,"queriesPerItem":true};
const names2 = {"name":true,"namespace":true,"labels":true,"annotations":true,"generateName":true,"finalizers":true,"ownerReferences":true,"managedFields":true,"uid":true,"resourceVersion":true,"generation":true,"creationTimestamp":true,"deletionTimestamp":true,"deletionGracePeriodSeconds":true,"selfLink":true};
const names3 = {"name":true,"kind":true,"gpuType":true,"nodeSelector":true,"tolerations":true,"resources":true,"maxReplicasPerWorkload":true,"maxReplicasTotal":true,"podSecurity":true,"allowedServiceAccounts":true,"allowedSecrets":true,"template":true,"protected":true,"disruption":true,"rollout":true};
const names4 = {"name":true,"namespace":true,"labels":true,"annotations":true,"generateName":true,"finalizers":true,"ownerReferences":true,"managedFields":true,"uid":true,"resourceVersion":true,"generation":true,"creationTimestamp":true,"deletionTimestamp":true,"deletionGracePeriodSeconds":true,"selfLink":true};
const names5 = {"gatewayBaseUrl":true,"metricsServer":true,"gatewaySecretName":true,"gatewaySecretKey":true,"maxReplicasCeiling":true,"metricsJob":true,"ignoreWarnings":true,"kubernetesVersion":true,"namespace":true,"gatewayPods":true,"propagateLabels":true,"propagateAnnotations":true};
function codePoints(text) {
let length = text.length;
for(let i = 0; i < text.length; i++){
if(text.codePointAt(i) > 0xffff){
length--;
i++;
}
}
return length;
}
function failed(errors, instancePath, keyword, params) {
const error = {instancePath,keyword,params};
if(errors === null) return [error];
errors.push(error);
return errors;
}
